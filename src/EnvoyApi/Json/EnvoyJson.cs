using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi;

/// <summary>
/// Proto JSON (lowerCamelCase, defaults left out), with the content of every <see cref="Any"/> spelled out. Unlike the
/// protobuf library's own it prints and reads an Any that is present and empty (<c>{}</c>), which real resources hold,
/// and what it reads encodes to the same bytes in whatever order the text names its map entries.
/// </summary>
public static class EnvoyJson
{
    private const int MaxDepth = 250;

    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    private static readonly JsonWriterOptions ManyLines = OneLine with { Indented = true, NewLine = "\n" };

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MaxDepth };

    /// <summary>One line of JSON. Fails with <see cref="InvalidOperationException"/> on an Any of an unknown type.</summary>
    public static string Print(IMessage message) => Print(message, OneLine);

    /// <summary>As <see cref="Print(IMessage)"/>, over several lines indented by two blanks.</summary>
    public static string PrintIndented(IMessage message) => Print(message, ManyLines);

    /// <summary>Writes the message as one JSON value.</summary>
    public static void Write(Utf8JsonWriter writer, IMessage message) => new MessageWriter(writer).Write(message);

    /// <summary>
    /// Reads proto JSON; field names may be lowerCamelCase or as in the proto. Fails with <see cref="InvalidProtoJsonException"/>,
    /// whose message names the path, or with <see cref="JsonException"/> where the text is no JSON.
    /// </summary>
    public static T Parse<T>(string json)
        where T : IMessage, new()
    {
        using var document = JsonDocument.Parse(json, Reading);
        var message = new T();
        MessageReader.ReadInto(message, document.RootElement);
        return message;
    }

    /// <inheritdoc cref="Parse{T}(string)"/>
    public static IMessage Parse(string json, MessageDescriptor type)
    {
        using var document = JsonDocument.Parse(json, Reading);
        return Parse(document.RootElement, type);
    }

    /// <inheritdoc cref="Parse{T}(string)"/>
    public static IMessage Parse(JsonElement json, MessageDescriptor type) => MessageReader.Read(type, json);

    /// <summary>As <see cref="Parse(JsonElement, MessageDescriptor)"/>, but steps over fields that the message does not have, as newer ones.</summary>
    public static IMessage ParseKnown(JsonElement json, MessageDescriptor type) => MessageReader.Read(type, json, ignoresUnknown: true);

    /// <inheritdoc cref="Parse{T}(string)"/>
    public static T Parse<T>(JsonElement json)
        where T : IMessage, new()
    {
        var message = new T();
        MessageReader.ReadInto(message, json);
        return message;
    }

    /// <summary>Reads an object whose <c>@type</c> names its message.</summary>
    public static Any ParseAny(string json) => Parse<Any>(json);

    private static string Print(IMessage message, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            Write(writer, message);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
