using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>
/// Reads bodies in Kubernetes' protobuf encoding, which some kubectl commands send for built-in kinds: the magic
/// <c>k8s\0</c>, then a <c>runtime.Unknown</c> with the type and the object, decoded by the field numbers of its schema.
/// </summary>
internal static class ProtobufBody
{
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <exception cref="ApiException">The bytes are malformed (400).</exception>
    public static JsonObject ToJson(ReadOnlySpan<byte> bytes, SchemaNode schema)
    {
        if (!bytes.StartsWith(Magic))
        {
            throw ApiException.BadRequest("the body is not in Kubernetes' protobuf encoding: its prefix is missing");
        }

        try
        {
            string apiVersion = "", kind = "";
            ReadOnlySpan<byte> raw = default;
            var envelope = new ProtoReader(bytes[Magic.Length..]);
            while (envelope.Next(out var field, out var value))
            {
                switch (field)
                {
                    case 1:
                        var type = new ProtoReader(value.Bytes);
                        while (type.Next(out var part, out var text))
                        {
                            (apiVersion, kind) = part == 1 ? (text.Text, kind) : (apiVersion, text.Text);
                        }

                        break;
                    case 2:
                        raw = value.Bytes;
                        break;
                }
            }

            var result = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind };
            ReadMessage(schema, raw, result);
            return result;
        }
        catch (InvalidDataException fault)
        {
            throw ApiException.BadRequest($"the protobuf body is malformed: {fault.Message}");
        }
    }

    private static void ReadMessage(SchemaNode schema, ReadOnlySpan<byte> bytes, JsonObject target, int group = 0)
    {
        var reader = new ProtoReader(bytes);
        while (reader.Next(out var number, out var value))
        {
            if (Find(schema, group, number) is { } found)
            {
                ReadField(schema.Properties[found.Name], found, value, target);
            }
            else if (group == 0 && schema.WireFields.Any(w => w.Group == number))
            {
                // An embedded Go struct: a message on the wire, but its fields are the parent's own in JSON.
                ReadMessage(schema, value.Bytes, target, number);
            }
        }
    }

    private static WireField? Find(SchemaNode schema, int group, int number)
    {
        foreach (var wire in schema.WireFields)
        {
            if (wire.Group == group && wire.Number == number)
            {
                return wire;
            }
        }

        return null;
    }

    private static void ReadField(SchemaNode field, WireField wire, ProtoValue value, JsonObject target)
    {
        var name = wire.Name;
        if (field.Type == SchemaType.Array && field.Items is { } items)
        {
            if (target[name] is not JsonArray list)
            {
                target[name] = list = [];
            }

            list.Add(Scalar(items, value));
        }
        else if (field.Type == SchemaType.Object && field.AdditionalProperties is { } rest)
        {
            if (target[name] is not JsonObject map)
            {
                target[name] = map = [];
            }

            var entry = new ProtoReader(value.Bytes);
            var key = "";
            JsonNode? item = null;
            while (entry.Next(out var part, out var content))
            {
                if (part == 1)
                {
                    key = content.Text;
                }
                else
                {
                    item = Scalar(rest, content);
                }
            }

            map[key] = item ?? "";
        }
        else if (Scalar(field, value) is { } node && (wire.IsPointer || !IsZero(node)))
        {
            target[name] = node;
        }
    }

    private static JsonNode? Scalar(SchemaNode schema, ProtoValue value)
    {
        switch (schema.Format)
        {
            case "byte":
                return Convert.ToBase64String(value.Bytes);
            case "date-time":
                return Time(value.Bytes);
            case "quantity":
                return First(value.Bytes);
            case "int-or-string":
                return IntOrString(value.Bytes);
        }

        switch (schema.Type)
        {
            case SchemaType.Boolean:
                return value.Number != 0;
            case SchemaType.Integer:
                return schema.Format == "int32" ? (int)value.Number : (long)value.Number;
            case SchemaType.Number:
                return BitConverter.Int64BitsToDouble((long)value.Number);
            case SchemaType.String:
                return value.Text;
            case SchemaType.Object when schema.PreserveUnknown && schema.Properties.Count == 0:
                var raw = new ProtoReader(value.Bytes);
                return raw.Next(out _, out var json) ? JsonBytes.Decode(json.Bytes) : null;
            default:
                var result = new JsonObject();
                ReadMessage(schema, value.Bytes, result);
                return result;
        }
    }

    /// <summary>Go writes plain fields even when they are empty; only for pointers does presence mean anything.</summary>
    private static bool IsZero(JsonNode node) => node switch
    {
        JsonObject map => map.Count == 0,
        JsonArray list => list.Count == 0,
        _ => node.AsText() == "" || node.AsWhole() == 0 || node.ToJsonString() == "false",
    };

    private static string? First(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        return reader.Next(out _, out var value) ? value.Text : null;
    }

    private static JsonNode? Time(ReadOnlySpan<byte> bytes)
    {
        long seconds = 0, nanos = 0;
        var reader = new ProtoReader(bytes);
        while (reader.Next(out var field, out var value))
        {
            (seconds, nanos) = field == 1 ? ((long)value.Number, nanos) : (seconds, (long)value.Number);
        }

        if (bytes.IsEmpty || seconds is < -62135596800 or > 253402300799)
        {
            return null;
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / 100);
        return nanos == 0 ? ApiServices.Timestamp(time) : time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static JsonNode? IntOrString(ReadOnlySpan<byte> bytes)
    {
        ulong type = 0, number = 0;
        var text = "";
        var reader = new ProtoReader(bytes);
        while (reader.Next(out var field, out var value))
        {
            switch (field)
            {
                case 1:
                    type = value.Number;
                    break;
                case 2:
                    number = value.Number;
                    break;
                default:
                    text = value.Text;
                    break;
            }
        }

        return type == 0 ? (int)number : text;
    }
}
