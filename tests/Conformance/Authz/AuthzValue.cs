using System.Text.Json;
using Google.Protobuf;
using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Comparison;
using MeshActors.EnvoyApi;

namespace MeshActors.Conformance.Authz;

/// <summary>What was expected and what came, as JSON; null is nothing.</summary>
internal sealed record AuthzValue(string Name, string? Expected, string? Got)
{
    /// <summary>Both sides read into the message, so that spellings of field names and defaults do not count.</summary>
    public static AuthzValue OfMessage<T>(string name, JsonElement? expected, T? got)
        where T : class, IMessage, new() =>
        new(name, expected is { } json ? Text(EnvoyJson.Parse<T>(json)) : null, got is null ? null : Text(got));

    public static AuthzValue OfText(string name, string? expected, string? got) => new(name, Quoted(expected), Quoted(got));

    public static AuthzValue OfFlag(string name, bool expected, bool got) => new(name, expected ? "true" : "false", got ? "true" : "false");

    public IReadOnlyList<Difference> Differences() =>
        Expected is null && Got is null ? [] : [.. JsonDifference.Between(Parse(Expected), Parse(Got))];

    private static string Text(IMessage message)
    {
        CanonicalForm.Normalise(message);
        return EnvoyJson.Print(message);
    }

    private static string? Quoted(string? text) => text is null ? null : $"\"{JsonEncodedText.Encode(text)}\"";

    private static JsonElement? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        return document.RootElement.Clone();
    }
}
