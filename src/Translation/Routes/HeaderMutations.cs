using System.Globalization;
using Envoy.Config.Core.V3;
using MeshActors.Mesh.Networking;
using AppendAction = Envoy.Config.Core.V3.HeaderValueOption.Types.HeaderAppendAction;

namespace MeshActors.Translation.Routes;

/// <summary>What a route or destination does to headers.</summary>
internal sealed class HeaderMutations
{
    private HeaderMutations()
    {
    }

    public required IReadOnlyList<HeaderValueOption> RequestAdd { get; init; }

    public required IReadOnlyList<string> RequestRemove { get; init; }

    public required IReadOnlyList<HeaderValueOption> ResponseAdd { get; init; }

    public required IReadOnlyList<string> ResponseRemove { get; init; }

    /// <summary>The authority that is set by way of a header; empty where none is.</summary>
    public required string Authority { get; init; }

    public static HeaderMutations Of(Headers headers)
    {
        var request = headers.Request ?? new();
        var response = headers.Response ?? new();
        return new()
        {
            RequestAdd = [.. Options(request.Set, AppendAction.OverwriteIfExistsOrAdd), .. Options(request.Add, AppendAction.AppendIfExistsOrAdd)],
            RequestRemove = [.. request.Remove.Where(name => !IsInternal(name))],
            ResponseAdd = [.. Options(response.Set, AppendAction.OverwriteIfExistsOrAdd), .. Options(response.Add, AppendAction.AppendIfExistsOrAdd)],
            ResponseRemove = [.. response.Remove.Where(name => !IsInternal(name))],
            Authority = AuthorityIn(request.Set) is { Length: > 0 } set ? set : AuthorityIn(request.Add),
        };
    }

    /// <summary>Tells clients that a port speaks HTTP/3 too; they may remember it for a day.</summary>
    public static HeaderValueOption AlternativeService(int port) => new()
    {
        Header = new() { Key = "alt-svc", Value = string.Create(CultureInfo.InvariantCulture, $"h3=\":{port}\"; ma=86400") },
        AppendAction = AppendAction.AppendIfExistsOrAdd,
    };

    private static IEnumerable<HeaderValueOption> Options(IReadOnlyDictionary<string, string> headers, AppendAction action) => headers
        .Where(entry => !IsInternal(entry.Key))
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => new HeaderValueOption { Header = new() { Key = entry.Key, Value = entry.Value }, AppendAction = action });

    private static string AuthorityIn(IReadOnlyDictionary<string, string> headers) =>
        headers.OrderBy(entry => entry.Key, StringComparer.Ordinal).LastOrDefault(entry => IsAuthority(entry.Key)).Value ?? "";

    /// <summary>Envoy refuses to change pseudo headers; the authority is rewritten instead.</summary>
    private static bool IsInternal(string name) => name.StartsWith(':') || name.Equals("host", StringComparison.OrdinalIgnoreCase);

    private static bool IsAuthority(string name) =>
        name.Equals(":authority", StringComparison.OrdinalIgnoreCase) || name.Equals("host", StringComparison.OrdinalIgnoreCase);
}
