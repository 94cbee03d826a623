using System.Text.Json;
using Google.Protobuf;
using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Comparison;
using MeshActors.EnvoyApi;

namespace MeshActors.Conformance.Authz;

/// <summary>A kind of the <c>authz</c> area: each case is one or several values, compared one by one.</summary>
/// <param name="kind">the kind's name</param>
/// <param name="check">what differs, by the name of the value; a null difference is a value as expected</param>
internal sealed class AuthzCaseKind(string kind, Func<CaseFile, IEnumerable<AuthzValue>> check) : ICaseKind
{
    public string Kind => kind;

    public Task<CaseResult> RunAsync(CaseFile file, CancellationToken cancellation)
    {
        var notes = new List<string>();
        List<AuthzValue> values;
        try
        {
            values = [.. check(file)];
        }
        catch (Exception e) when (e is not (OperationCanceledException or NotAvailableException))
        {
            notes.Add($"the case failed: {e}");
            values = [new("result", file.Content.GetRawText(), null)];
        }

        var differences = values
            .Select(value => new ResourceDifference(value.Name, value.Differences()))
            .Where(difference => difference.Details.Count > 0)
            .ToList();
        var parts = new Dictionary<string, Tally> { [kind] = new(values.Count, values.Count - differences.Count) };
        return Task.FromResult(new CaseResult(file.Name, file.Prefix, parts, differences, notes));
    }
}

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
