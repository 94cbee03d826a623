using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace MeshActors.Mesh.Objects;

internal sealed partial class FieldReader
{
    public string Text(string name, string fallback = "") =>
        Find(name, out var value) ? ReadText(value, _path.Field(name), fallback) : fallback;

    public string? TextOrNull(string name, string? fallback = null) =>
        Find(name, out var value) ? ReadText(value, _path.Field(name), "") : fallback;

    public bool Flag(string name, bool fallback = false) => FlagOrNull(name) ?? fallback;

    public bool? FlagOrNull(string name, bool? fallback = null) => !Find(name, out var value) ? fallback : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Reject(_path.Field(name), "true or false", value, fallback),
    };

    public int Int32(string name, int fallback = 0) => Integer(name, (int?)null) ?? fallback;

    public int? Int32OrNull(string name, int? fallback = null) => Integer(name, fallback);

    public uint UInt32(string name, uint fallback = 0) => Integer(name, (uint?)null) ?? fallback;

    public uint? UInt32OrNull(string name, uint? fallback = null) => Integer(name, fallback);

    public long Int64(string name, long fallback = 0) => Integer(name, (long?)null) ?? fallback;

    public long? Int64OrNull(string name, long? fallback = null) => Integer(name, fallback);

    public ulong UInt64(string name, ulong fallback = 0) => Integer(name, (ulong?)null) ?? fallback;

    public ulong? UInt64OrNull(string name, ulong? fallback = null) => Integer(name, fallback);

    public double Number(string name, double fallback = 0) => NumberOrNull(name) ?? fallback;

    public double? NumberOrNull(string name, double? fallback = null)
    {
        if (!Find(name, out var value))
        {
            return fallback;
        }

        var read = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : AsText(value);
        return double.TryParse(read, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : Reject(_path.Field(name), "a number", value, fallback);
    }

    public T Enum<T>(string name, T fallback = default)
        where T : struct, Enum => Find(name, out var value) ? ReadEnum(value, _path.Field(name), fallback) : fallback;

    public T? EnumOrNull<T>(string name, T? fallback = null)
        where T : struct, Enum => Find(name, out var value) ? ReadEnum(value, _path.Field(name), default(T)) : fallback;

    public TimeSpan? Duration(string name, TimeSpan? fallback = null)
    {
        if (!Find(name, out var value))
        {
            return fallback;
        }

        return AsText(value) is { } text && DurationText.TryParse(text, out var duration)
            ? duration
            : Reject(_path.Field(name), "a duration such as \"1.5s\"", value, fallback);
    }

    public DateTimeOffset? Timestamp(string name)
    {
        if (!Find(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time)
            ? time
            : Reject(_path.Field(name), "an RFC 3339 time", value, (DateTimeOffset?)null);
    }

    public ReadOnlyMemory<byte>? Bytes(string name) =>
        Find(name, out var value) ? ReadBytes(value, _path.Field(name)) : null;

    /// <summary>A value of any shape, detached from the document that it was read from.</summary>
    public JsonElement? Raw(string name, JsonElement? fallback = null) => Find(name, out var value) ? value.Clone() : fallback;

    /// <summary>A number or a name, such as a target port; always as text.</summary>
    public string NumberOrName(string name) => !Find(name, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString()!,
        _ => Reject(_path.Field(name), "a number or a name", value, ""),
    };

    private T? Integer<T>(string name, T? fallback)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> =>
        Find(name, out var value) ? ReadInteger(value, _path.Field(name), fallback ?? T.Zero) : fallback;

    private string ReadText(JsonElement value, FieldPath path, string fallback) =>
        AsText(value) ?? Reject(path, "a string", value, fallback);

    // Proto-JSON writes 64-bit numbers as strings and accepts strings and integral floats such as 1e3 for every integer.
    private T ReadInteger<T>(JsonElement value, FieldPath path, T fallback)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : AsText(value);
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return integer;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsInteger(number)
            && number >= double.CreateChecked(T.MinValue)
            && number <= double.CreateChecked(T.MaxValue)
                ? T.CreateSaturating(number)
                : Reject(path, T.IsZero(T.MinValue) ? "a non-negative integer" : "an integer", value, fallback);
    }

    private T ReadEnum<T>(JsonElement value, FieldPath path, T fallback)
        where T : struct, Enum
    {
        var found = value.ValueKind switch
        {
            JsonValueKind.String => EnumNames<T>.TryParse(value.GetString()!, out var byName) ? byName : (T?)null,
            JsonValueKind.Number when value.TryGetInt32(out var number) && EnumNames<T>.TryParse(number, out var byNumber) => byNumber,
            _ => null,
        };
        return found ?? Reject(path, $"one of {EnumNames<T>.Listed}", value, fallback);
    }

    // Bytes may be secret: an error must not show them.
    private ReadOnlyMemory<byte>? ReadBytes(JsonElement value, FieldPath path)
    {
        if (value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes))
        {
            return bytes;
        }

        _errors.Add(new FieldError(path.ToString(), "expected base64 bytes"));
        return null;
    }

    private static string? AsText(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
