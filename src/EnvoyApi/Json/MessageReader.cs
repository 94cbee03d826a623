using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi;

/// <summary>Reads messages from proto JSON.</summary>
internal static class MessageReader
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FrozenDictionary<string, FieldDescriptor>> FieldsByName = new();

    public static IMessage Read(MessageDescriptor type, JsonElement json, bool ignoresUnknown = false)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        ReadInto(message, json, ignoresUnknown);
        return message;
    }

    public static void ReadInto(IMessage message, JsonElement json, bool ignoresUnknown = false)
    {
        switch (message)
        {
            case Any any:
                ReadAny(any, json, ignoresUnknown);
                break;
            case Struct fields:
                ReadStruct(fields, json);
                break;
            case Value value:
                ReadValue(value, json);
                break;
            case ListValue list:
                ReadList(list, json);
                break;
            case Duration or Timestamp or FieldMask:
                ReadByLibrary(message, json);
                break;
            case var wrapper when WellKnown.IsWrapper(wrapper.Descriptor):
                var inner = WellKnown.WrappedField(wrapper.Descriptor);
                inner.Accessor.SetValue(wrapper, ScalarJson.Read(inner, json));
                break;
            default:
                ReadFields(message, json, nameToSkip: null, ignoresUnknown);
                break;
        }
    }

    private static void ReadAny(Any any, JsonElement json, bool ignoresUnknown)
    {
        RequireObject(json, Any.Descriptor);
        if (!json.TryGetProperty("@type", out var typeUrl))
        {
            if (json.EnumerateObject().Any())
            {
                throw new InvalidProtoJsonException("", "has no @type");
            }

            return;
        }

        var name = typeUrl.ValueKind == JsonValueKind.String ? typeUrl.GetString()! : "";
        var type = EnvoyTypes.Find(name) ?? throw new InvalidProtoJsonException("@type", $"{typeUrl.GetRawText()} is not a known type");
        var content = type.Parser.ParseFrom(ByteString.Empty);
        if (!WellKnown.HasSpecialJson(type))
        {
            ReadFields(content, json, nameToSkip: "@type", ignoresUnknown);
        }
        else if (json.TryGetProperty("value", out var value))
        {
            At("value", () => ReadInto(content, value, ignoresUnknown));
        }

        any.TypeUrl = name;
        any.Value = EnvoyEncoding.ToByteString(content);
    }

    private static void ReadFields(IMessage message, JsonElement json, string? nameToSkip, bool ignoresUnknown)
    {
        var type = message.Descriptor;
        RequireObject(json, type);
        var fields = FieldsByName.GetOrAdd(type, IndexFields);
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name == nameToSkip)
            {
                continue;
            }

            if (!fields.TryGetValue(member.Name, out var field))
            {
                if (ignoresUnknown)
                {
                    continue;
                }

                throw new InvalidProtoJsonException(member.Name, $"{type.FullName} has no such field");
            }

            try
            {
                ReadField(message, field, member.Value, ignoresUnknown);
            }
            catch (InvalidProtoJsonException e)
            {
                throw e.Below(member.Name);
            }
        }
    }

    private static void ReadField(IMessage message, FieldDescriptor field, JsonElement json, bool ignoresUnknown)
    {
        if (json.ValueKind == JsonValueKind.Null && !TakesNull(field))
        {
            return;
        }

        if (field.IsMap)
        {
            ReadMap((IDictionary)field.Accessor.GetValue(message), field.MessageType, json, ignoresUnknown);
        }
        else if (field.IsRepeated)
        {
            ReadRepeated((IList)field.Accessor.GetValue(message), field, json, ignoresUnknown);
        }
        else if (field.RealContainingOneof?.Accessor.GetCaseFieldDescriptor(message) is { } other && other != field)
        {
            throw new InvalidProtoJsonException("", $"{other.JsonName} is set already, and only one of them may be");
        }
        else
        {
            field.Accessor.SetValue(message, ReadSingle(field, json, ignoresUnknown));
        }
    }

    private static object ReadSingle(FieldDescriptor field, JsonElement json, bool ignoresUnknown) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group when WellKnown.IsWrapper(field.MessageType) =>
            ScalarJson.Read(WellKnown.WrappedField(field.MessageType), json),
        FieldType.Message or FieldType.Group => Read(field.MessageType, json, ignoresUnknown),
        _ => ScalarJson.Read(field, json),
    };

    private static void ReadRepeated(IList list, FieldDescriptor field, JsonElement json, bool ignoresUnknown)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidProtoJsonException("", "expected a list");
        }

        foreach (var item in json.EnumerateArray())
        {
            At($"[{list.Count}]", () => list.Add(ReadSingle(field, item, ignoresUnknown)));
        }
    }

    private static void ReadMap(IDictionary map, MessageDescriptor entryType, JsonElement json, bool ignoresUnknown)
    {
        RequireObject(json, entryType);
        var (keyField, valueField) = (entryType.FindFieldByNumber(1), entryType.FindFieldByNumber(2));
        foreach (var member in json.EnumerateObject())
        {
            At(member.Name, () => map[ScalarJson.ReadMapKey(keyField, member.Name)] = ReadSingle(valueField, member.Value, ignoresUnknown));
        }
    }

    private static void ReadStruct(Struct target, JsonElement json)
    {
        RequireObject(json, Struct.Descriptor);
        foreach (var member in json.EnumerateObject())
        {
            var value = new Value();
            ReadValue(value, member.Value);
            target.Fields[member.Name] = value;
        }
    }

    private static void ReadList(ListValue target, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidProtoJsonException("", "expected a list");
        }

        foreach (var item in json.EnumerateArray())
        {
            var value = new Value();
            ReadValue(value, item);
            target.Values.Add(value);
        }
    }

    private static void ReadValue(Value target, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                ReadStruct(target.StructValue = new Struct(), json);
                break;
            case JsonValueKind.Array:
                ReadList(target.ListValue = new ListValue(), json);
                break;
            case JsonValueKind.String:
                target.StringValue = json.GetString();
                break;
            case JsonValueKind.Number:
                target.NumberValue = json.GetDouble();
                break;
            case JsonValueKind.True or JsonValueKind.False:
                target.BoolValue = json.GetBoolean();
                break;
            default:
                target.NullValue = NullValue.NullValue;
                break;
        }
    }

    private static void ReadByLibrary(IMessage message, JsonElement json)
    {
        try
        {
            message.MergeFrom(JsonParser.Default.Parse(json.GetRawText(), message.Descriptor).ToByteString());
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidProtoJsonException("", $"{json.GetRawText()} is no {message.Descriptor.Name}: {e.Message}");
        }
    }

    private static bool TakesNull(FieldDescriptor field) =>
        (field.FieldType == FieldType.Message && field.MessageType == Value.Descriptor && !field.IsRepeated)
        || (field.FieldType == FieldType.Enum && field.EnumType.FullName == "google.protobuf.NullValue");

    private static FrozenDictionary<string, FieldDescriptor> IndexFields(MessageDescriptor type) =>
        type.Fields.InFieldNumberOrder()
            .SelectMany(field => new[] { (Name: field.JsonName, field), (field.Name, field) })
            .DistinctBy(pair => pair.Name)
            .ToFrozenDictionary(pair => pair.Name, pair => pair.field);

    private static void RequireObject(JsonElement json, MessageDescriptor type)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidProtoJsonException("", $"expected an object ({type.FullName})");
        }
    }

    private static void At(string step, Action read)
    {
        try
        {
            read();
        }
        catch (InvalidProtoJsonException e)
        {
            throw e.Below(step);
        }
    }
}
