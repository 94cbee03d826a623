using System.Collections;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi;

/// <summary>Writes messages as proto JSON.</summary>
internal sealed class MessageWriter(Utf8JsonWriter writer)
{
    public void Write(IMessage message)
    {
        if (!TryWriteSpecial(message))
        {
            writer.WriteStartObject();
            WriteFields(message);
            writer.WriteEndObject();
        }
    }

    // The messages whose JSON form is not an object of their fields.
    private bool TryWriteSpecial(IMessage message)
    {
        switch (message)
        {
            case Any any:
                WriteAny(any);
                return true;
            case Struct fields:
                WriteStruct(fields);
                return true;
            case Value value:
                WriteValue(value);
                return true;
            case ListValue list:
                WriteList(list);
                return true;
            case Duration or Timestamp or FieldMask:
                writer.WriteRawValue(JsonFormatter.Default.Format(message));
                return true;
            case var wrapper when WellKnown.IsWrapper(wrapper.Descriptor):
                var inner = WellKnown.WrappedField(wrapper.Descriptor);
                ScalarJson.Write(writer, inner, inner.Accessor.GetValue(wrapper));
                return true;
            default:
                return false;
        }
    }

    private void WriteAny(Any any)
    {
        writer.WriteStartObject();
        if (any.TypeUrl.Length > 0)
        {
            var content = EnvoyAny.Unpack(any) ?? throw new InvalidOperationException($"Cannot print an Any of the unknown type '{any.TypeUrl}'.");
            writer.WriteString("@type", any.TypeUrl);
            if (WellKnown.HasSpecialJson(content.Descriptor))
            {
                writer.WritePropertyName("value");
                Write(content);
            }
            else
            {
                WriteFields(content);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteFields(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (IsAbsent(message, field, value))
            {
                continue;
            }

            writer.WritePropertyName(field.JsonName);
            switch (value)
            {
                case IDictionary map when field.IsMap:
                    WriteMap(field.MessageType, map);
                    break;
                case IList list when field.IsRepeated:
                    writer.WriteStartArray();
                    foreach (var item in list)
                    {
                        WriteSingle(field, item!);
                    }

                    writer.WriteEndArray();
                    break;
                default:
                    WriteSingle(field, value);
                    break;
            }
        }
    }

    private static bool IsAbsent(IMessage message, FieldDescriptor field, object? value) => value switch
    {
        null => true,
        ICollection items when field.IsRepeated => items.Count == 0,
        _ when field.HasPresence => !field.Accessor.HasValue(message),
        _ => ScalarJson.IsDefault(value),
    };

    private void WriteMap(MessageDescriptor entryType, IDictionary map)
    {
        var valueField = entryType.FindFieldByNumber(2);
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName(ScalarJson.MapKey(entry.Key));
            WriteSingle(valueField, entry.Value!);
        }

        writer.WriteEndObject();
    }

    // A wrapper such as UInt32Value comes as a message or as the plain value in it, by the shape of its property.
    private void WriteSingle(FieldDescriptor field, object value)
    {
        if (value is IMessage message)
        {
            Write(message);
        }
        else
        {
            ScalarJson.Write(writer, field.FieldType == FieldType.Message ? WellKnown.WrappedField(field.MessageType) : field, value);
        }
    }

    private void WriteStruct(Struct value)
    {
        writer.WriteStartObject();
        foreach (var (key, item) in value.Fields)
        {
            writer.WritePropertyName(key);
            WriteValue(item);
        }

        writer.WriteEndObject();
    }

    private void WriteList(ListValue list)
    {
        writer.WriteStartArray();
        foreach (var item in list.Values)
        {
            WriteValue(item);
        }

        writer.WriteEndArray();
    }

    private void WriteValue(Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                WriteStruct(value.StructValue);
                break;
            case Value.KindOneofCase.ListValue:
                WriteList(value.ListValue);
                break;
            case Value.KindOneofCase.StringValue:
                writer.WriteStringValue(value.StringValue);
                break;
            case Value.KindOneofCase.NumberValue:
                writer.WriteNumberValue(value.NumberValue);
                break;
            case Value.KindOneofCase.BoolValue:
                writer.WriteBooleanValue(value.BoolValue);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
