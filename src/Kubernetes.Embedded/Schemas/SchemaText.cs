using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>
/// Reads the compact schema files of the built-in kinds. A file is a list of types; a type is
/// <c>type group.Name [atomic]</c> and one indented line a field: <c>name[!]: type [flag …]</c>, where <c>!</c> marks a
/// required field, <c>[T]</c> a list, <c>{T}</c> a map, and flags give the default, list type, keys, patch strategy and
/// the number in the protobuf encoding (<c>pb=4</c>; <c>*</c> for a pointer, <c>2.4</c> within an embedded struct).
/// </summary>
internal sealed class SchemaText
{
    private static readonly Dictionary<string, SchemaNode> Scalars = new()
    {
        ["string"] = new() { Type = SchemaType.String },
        ["bytes"] = new() { Type = SchemaType.String, Format = "byte" },
        ["time"] = new() { Type = SchemaType.String, Format = "date-time", Nullable = true },
        ["microTime"] = new() { Type = SchemaType.String, Format = "date-time", Nullable = true },
        ["quantity"] = new() { Format = "quantity" },
        ["intOrString"] = new() { IntOrString = true, Format = "int-or-string" },
        ["int32"] = new() { Type = SchemaType.Integer, Format = "int32" },
        ["int64"] = new() { Type = SchemaType.Integer, Format = "int64" },
        ["number"] = new() { Type = SchemaType.Number },
        ["bool"] = new() { Type = SchemaType.Boolean },
        ["object"] = new() { Type = SchemaType.Object, PreserveUnknown = true },
        ["any"] = SchemaNode.Anything,
    };

    private const string WireFlag = "pb=";

    private readonly Dictionary<string, (string Header, List<string> Fields)> _sources = [];
    private readonly Dictionary<string, SchemaNode> _built = [];

    public IEnumerable<string> TypeNames => _sources.Keys;

    public void Read(TextReader reader)
    {
        List<string>? fields = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("type ", StringComparison.Ordinal))
            {
                fields = [];
                _sources.Add(line.Split(' ')[1], (line, fields));
            }
            else if (line.Length > 0)
            {
                (fields ?? throw new InvalidDataException($"Schema text: field before any type: {line}")).Add(line.Trim());
            }
        }
    }

    public SchemaNode Type(string name)
    {
        if (_built.TryGetValue(name, out var node))
        {
            return node;
        }

        if (!_sources.TryGetValue(name, out var source))
        {
            throw new InvalidDataException($"Schema text: no type {name}.");
        }

        var properties = new Dictionary<string, SchemaNode>(source.Fields.Count);
        var required = new List<string>();
        var wires = new List<WireField>();
        foreach (var field in source.Fields)
        {
            var colon = field.IndexOf(':');
            var fieldName = field[..colon];
            if (fieldName.EndsWith('!'))
            {
                fieldName = fieldName[..^1];
                required.Add(fieldName);
            }

            var words = field[(colon + 2)..].Split(' ');
            if (words.FirstOrDefault(w => w.StartsWith(WireFlag, StringComparison.Ordinal)) is { } wire)
            {
                wires.Add(WireField.Parse(fieldName, wire[WireFlag.Length..]));
            }

            properties.Add(fieldName, Field([.. words.Where(w => !w.StartsWith(WireFlag, StringComparison.Ordinal))]));
        }

        node = new SchemaNode
        {
            Type = SchemaType.Object,
            TypeName = name,
            Properties = properties,
            Required = required,
            WireFields = wires,
            AtomicMap = source.Header.EndsWith(" atomic", StringComparison.Ordinal),
        };
        _built.Add(name, node);
        return node;
    }

    private SchemaNode Field(string[] words)
    {
        var type = Reference(words[0]);
        if (words.Length == 1)
        {
            return type;
        }

        JsonNode? fallback = null;
        ListKind? list = null;
        string[]? keys = null;
        string? mergeKey = null;
        bool atomic = false, merge = false, retainKeys = false;
        foreach (var word in words.AsSpan(1))
        {
            var equals = word.IndexOf('=');
            var value = word[(equals + 1)..];
            switch (equals < 0 ? word : word[..equals])
            {
                case "default":
                    fallback = JsonNode.Parse(value);
                    break;
                case "list":
                    list = Enum.Parse<ListKind>(value, ignoreCase: true);
                    break;
                case "keys":
                    keys = value.Split(',');
                    break;
                case "mergeKey":
                    mergeKey = value;
                    break;
                case "patch":
                    merge = value.Contains("merge", StringComparison.Ordinal);
                    retainKeys = value.Contains("retainKeys", StringComparison.Ordinal);
                    break;
                case "atomic":
                    atomic = true;
                    break;
                default:
                    throw new InvalidDataException($"Schema text: unknown flag {word} in: {string.Join(' ', words)}");
            }
        }

        return type.As(fallback, list, keys, atomic, merge, retainKeys, mergeKey);
    }

    private SchemaNode Reference(string type) => type[0] switch
    {
        '[' => new SchemaNode { Type = SchemaType.Array, Items = Reference(type[1..^1]), Nullable = true },
        '{' => new SchemaNode { Type = SchemaType.Object, AdditionalProperties = Reference(type[1..^1]), Nullable = true },
        _ => Scalars.TryGetValue(type, out var scalar) ? scalar : Type(type),
    };
}
