using YamlDotNet.Core;

namespace MeshActors.Yaml.Reading;

/// <summary>A value as it stands in the text; an alias is the node that it refers to.</summary>
internal abstract record Node(Mark At, string? Tag)
{
    public InvalidYamlException Error(string reason) => new((int)At.Line, (int)At.Column, reason);
}

/// <param name="Plain">not quoted and no block, so that its text decides its type</param>
internal sealed record ScalarNode(Mark At, string? Tag, string Text, bool Plain) : Node(At, Tag);

internal sealed record SequenceNode(Mark At, string? Tag, List<Node> Items) : Node(At, Tag);

internal sealed record MappingNode(Mark At, string? Tag, List<(Node Key, Node Value)> Members) : Node(At, Tag);
