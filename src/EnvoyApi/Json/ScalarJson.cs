using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MeshActors.EnvoyApi;

/// <summary>The JSON form of scalar fields: 64-bit integers are strings, bytes are base64, enum values are names.</summary>
internal static class ScalarJson
{
    public static bool IsDefault(object value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool flag => !flag,
        int number => number == 0,
        uint number => number == 0,
        long number => number == 0,
        ulong number => number == 0,
        float number => number == 0,
        double number => number == 0,
        System.Enum => (int)value == 0,
        _ => throw new InvalidOperationException($"{value.GetType()} is no scalar of protobuf."),
    };

    public static string MapKey(object key) => key switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(key, CultureInfo.InvariantCulture)!,
    };

    public static void Write(Utf8JsonWriter writer, FieldDescriptor field, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case ByteString bytes:
                writer.WriteBase64StringValue(bytes.Span);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number when field.FieldType != FieldType.Enum:
                writer.WriteNumberValue(number);
                break;
            case uint number:
                writer.WriteNumberValue(number);
                break;
            case long or ulong:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case float or double:
                writer.WriteStringValue(NonFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
            default:
                WriteEnum(writer, field.EnumType, (int)value);
                break;
        }
    }

    public static object Read(FieldDescriptor field, JsonElement json) => field.FieldType switch
    {
        FieldType.String => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Expected("a string", json),
        FieldType.Bytes => ReadBytes(json),
        FieldType.Bool => json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Expected("true or false", json),
        },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)ReadInteger(json, int.MinValue, int.MaxValue),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)ReadInteger(json, uint.MinValue, uint.MaxValue),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => (long)ReadInteger(json, long.MinValue, long.MaxValue),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)ReadInteger(json, ulong.MinValue, ulong.MaxValue),
        FieldType.Float => (float)ReadDouble(json),
        FieldType.Double => ReadDouble(json),
        FieldType.Enum => ReadEnum(field.EnumType, json),
        _ => throw new InvalidOperationException($"{field.FullName} is no scalar."),
    };

    public static object ReadMapKey(FieldDescriptor field, string key) => field.FieldType switch
    {
        FieldType.String => key,
        FieldType.Bool => bool.TryParse(key, out var flag) ? flag : throw new InvalidProtoJsonException("", $"expected true or false as key, got \"{key}\""),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)ToInteger(key, int.MinValue, int.MaxValue),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)ToInteger(key, uint.MinValue, uint.MaxValue),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => (long)ToInteger(key, long.MinValue, long.MaxValue),
        _ => (ulong)ToInteger(key, ulong.MinValue, ulong.MaxValue),
    };

    private static void WriteEnum(Utf8JsonWriter writer, EnumDescriptor type, int number)
    {
        if (type.FullName == "google.protobuf.NullValue")
        {
            writer.WriteNullValue();
        }
        else if (type.FindValueByNumber(number) is { } known)
        {
            writer.WriteStringValue(known.Name);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }

    private static ByteString ReadBytes(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            var text = json.GetString()!.Replace('-', '+').Replace('_', '/').TrimEnd('=');
            var buffer = new byte[text.Length];
            if (Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), buffer, out var length))
            {
                return ByteString.CopyFrom(buffer, 0, length);
            }
        }

        throw Expected("base64 text", json);
    }

    private static decimal ReadInteger(JsonElement json, decimal low, decimal high) => json.ValueKind switch
    {
        JsonValueKind.Number => ToInteger(json.GetRawText(), low, high),
        JsonValueKind.String => ToInteger(json.GetString()!, low, high),
        _ => throw Expected("a whole number", json),
    };

    private static decimal ToInteger(string text, decimal low, decimal high) =>
        !decimal.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            || decimal.Truncate(number) != number
            ? throw new InvalidProtoJsonException("", $"expected a whole number, got {text}")
            : number < low || number > high
                ? throw new InvalidProtoJsonException("", $"{text} is not between {low} and {high}")
                : number;

    private static double ReadDouble(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String => json.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw Expected("a number", json),
        },
        _ => throw Expected("a number", json),
    };

    private static object ReadEnum(EnumDescriptor type, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => type.FindValueByName(json.GetString()!)?.Number
            ?? throw new InvalidProtoJsonException("", $"{json.GetRawText()} is no value of {type.FullName}"),
        JsonValueKind.Number => (int)ReadInteger(json, int.MinValue, int.MaxValue),
        JsonValueKind.Null => 0,
        _ => throw Expected("the name of a value", json),
    };

    private static string NonFinite(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";

    private static InvalidProtoJsonException Expected(string what, JsonElement json) =>
        new("", $"expected {what}, got {Shown(json)}");

    private static string Shown(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => json.GetRawText(),
    };
}
