using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MeshActors.Yaml.Reading;

/// <summary>Builds the nodes of one document from the parser's events.</summary>
internal sealed class NodeReader(IParser parser)
{
    private readonly Dictionary<AnchorName, Node?> _anchors = [];

    public Node Read(int depth)
    {
        var current = parser.Current!;
        if (depth > DocumentReader.MaxDepth)
        {
            throw new InvalidYamlException((int)current.Start.Line, (int)current.Start.Column, $"nested deeper than {DocumentReader.MaxDepth} levels");
        }

        parser.MoveNext();
        switch (current)
        {
            case AnchorAlias alias:
                return Resolve(alias);
            case Scalar scalar:
                return Anchored(scalar, new ScalarNode(scalar.Start, TagOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain));
            case SequenceStart start:
                Reserve(start);
                return Anchored(start, ReadSequence(start, depth));
            case MappingStart start:
                Reserve(start);
                return Anchored(start, ReadMapping(start, depth));
            default:
                throw new InvalidYamlException((int)current.Start.Line, (int)current.Start.Column, "expected a value");
        }
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth)
    {
        var items = new List<Node>();
        while (parser.Current is not SequenceEnd)
        {
            items.Add(Read(depth + 1));
        }

        parser.MoveNext();
        return new SequenceNode(start.Start, TagOf(start), items);
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        var members = new List<(Node, Node)>();
        while (parser.Current is not MappingEnd)
        {
            var key = Read(depth + 1);
            members.Add((key, Read(depth + 1)));
        }

        parser.MoveNext();
        return new MappingNode(start.Start, TagOf(start), members);
    }

    private Node Resolve(AnchorAlias alias)
    {
        var (line, column) = ((int)alias.Start.Line, (int)alias.Start.Column);
        return _anchors.TryGetValue(alias.Value, out var node)
            ? node ?? throw new InvalidYamlException(line, column, $"anchor '{alias.Value}' contains itself")
            : throw new InvalidYamlException(line, column, $"unknown anchor '{alias.Value}'");
    }

    private void Reserve(NodeEvent start)
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor] = null;
        }
    }

    private Node Anchored(NodeEvent start, Node node)
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor] = node;
        }

        return node;
    }

    private static string? TagOf(NodeEvent start) => start.Tag.IsEmpty ? null : start.Tag.Value;
}
