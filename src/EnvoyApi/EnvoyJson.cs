using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi;

/// <summary>Proto JSON (lowerCamelCase, defaults left out), with the content of every <see cref="Any"/> spelled out.</summary>
public static class EnvoyJson
{
    // Route matchers nest deeper than the parser's default of 100 when users write them by hand.
    private const int RecursionLimit = 250;

    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithTypeRegistry(EnvoyTypes.Registry));

    private static readonly JsonFormatter IndentedFormatter =
        new(JsonFormatter.Settings.Default.WithTypeRegistry(EnvoyTypes.Registry).WithIndentation());

    private static readonly JsonParser Parser =
        new(new JsonParser.Settings(RecursionLimit, EnvoyTypes.Registry));

    /// <summary>One line of JSON. Fails with <see cref="InvalidOperationException"/> on an Any of an unknown type.</summary>
    public static string Print(IMessage message) => Formatter.Format(message);

    /// <summary>As <see cref="Print"/>, over several lines indented by two blanks.</summary>
    public static string PrintIndented(IMessage message) => IndentedFormatter.Format(message);

    /// <summary>
    /// Reads proto JSON; field names may be lowerCamelCase or as in the proto. Fails with
    /// <see cref="InvalidProtocolBufferException"/> (unknown field, wrong type) or <see cref="InvalidJsonException"/>.
    /// </summary>
    public static T Parse<T>(string json)
        where T : IMessage, new() => Parser.Parse<T>(json);

    /// <inheritdoc cref="Parse{T}"/>
    public static IMessage Parse(string json, MessageDescriptor type) => Parser.Parse(json, type);

    /// <summary>Reads an object whose <c>@type</c> names its message.</summary>
    public static Any ParseAny(string json) => Parser.Parse<Any>(json);
}
