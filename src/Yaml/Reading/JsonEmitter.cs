using System.Globalization;
using System.Text.Json;

namespace MeshActors.Yaml.Reading;

/// <summary>Writes a node as JSON: scalars resolved, aliases expanded, merge keys merged.</summary>
internal sealed class JsonEmitter(Utf8JsonWriter writer)
{
    // Aliases of aliases can make a small file expand without bound; no honest file comes near this.
    private const int MaxValues = 2_000_000;

    private const string MergeTag = "tag:yaml.org,2002:merge";

    private int _written;
    private int _depth;

    public void Write(Node node)
    {
        if (++_written > MaxValues)
        {
            throw node.Error("aliases expand to too many values");
        }

        if (_depth > DocumentReader.MaxDepth)
        {
            throw node.Error($"nested deeper than {DocumentReader.MaxDepth} levels");
        }

        _depth++;
        switch (node)
        {
            case ScalarNode scalar:
                WriteScalar(scalar);
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                sequence.Items.ForEach(Write);
                writer.WriteEndArray();
                break;
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var (key, value) in Members(mapping))
                {
                    writer.WritePropertyName(key);
                    Write(value);
                }

                writer.WriteEndObject();
                break;
        }

        _depth--;
    }

    private void WriteScalar(ScalarNode scalar)
    {
        switch (ScalarResolver.Resolve(scalar))
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double:
                throw scalar.Error($"{scalar.Text} has no JSON form");
            case var text:
                writer.WriteStringValue((string)text);
                break;
        }
    }

    /// <summary>
    /// The members with merge keys applied as Kubernetes' YAML library applies them, in the order of the text: a merge
    /// replaces what stands before it and is replaced by what stands behind it.
    /// </summary>
    private static OrderedDictionary<string, Node> Members(MappingNode mapping)
    {
        var members = new OrderedDictionary<string, Node>(mapping.Members.Count);
        HashSet<string>? written = null;
        foreach (var (key, value) in mapping.Members)
        {
            if (IsMerge(key))
            {
                // From here on a name that is there already may come from the merge; only names from the text repeat.
                written ??= [.. members.Keys];
                Merge(members, value);
                continue;
            }

            var name = KeyText(key);
            var isNew = written is null ? !members.ContainsKey(name) : written.Add(name);
            if (!isNew)
            {
                throw key.Error($"key \"{name}\" is given twice");
            }

            members[name] = value;
        }

        return members;
    }

    private static void Merge(OrderedDictionary<string, Node> members, Node source)
    {
        switch (source)
        {
            case MappingNode mapping:
                foreach (var (key, value) in Members(mapping))
                {
                    members[key] = value;
                }

                break;
            case SequenceNode sequence when sequence.Items.TrueForAll(item => item is MappingNode):
                // Of several, the first one wins.
                for (var i = sequence.Items.Count - 1; i >= 0; i--)
                {
                    Merge(members, sequence.Items[i]);
                }

                break;
            default:
                throw source.Error("only a mapping, or a list of mappings, can be merged");
        }
    }

    private static bool IsMerge(Node key) =>
        key is ScalarNode { Text: "<<" } scalar && (scalar.Plain ? scalar.Tag is null or MergeTag : scalar.Tag == MergeTag);

    private static string KeyText(Node key) =>
        key is not ScalarNode scalar
            ? throw key.Error("a key must be a scalar")
            : ScalarResolver.Resolve(scalar) switch
            {
                null => throw key.Error("a key cannot be null"),
                bool flag => flag ? "true" : "false",
                double number when !double.IsFinite(number) => throw key.Error($"{scalar.Text} cannot be a key"),
                string text => text,
                var number => string.Create(CultureInfo.InvariantCulture, $"{number}"),
            };
}
