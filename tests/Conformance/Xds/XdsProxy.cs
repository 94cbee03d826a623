using System.Text.Json;
using Envoy.Config.Core.V3;
using MeshActors.EnvoyApi;

namespace MeshActors.Conformance.Xds;

/// <summary>A proxy of a case: what it says of itself, and what it asks for.</summary>
/// <param name="Identity">the SPIFFE id that counts as verified by the secure stream</param>
/// <param name="Requests">the names it asks for, by <see cref="ResourceSort.RequestKey"/></param>
public sealed record XdsProxy(string Name, Node Node, string? Identity, IReadOnlyDictionary<string, IReadOnlyList<string>> Requests)
{
    public bool IsProxylessGrpc =>
        Node.Metadata is { } metadata && metadata.Fields.TryGetValue("GENERATOR", out var generator) && generator.StringValue == "grpc";

    public bool IsSidecar => Node.Id.StartsWith("sidecar~", StringComparison.Ordinal);

    public IReadOnlyList<ResourceSort> Order => IsProxylessGrpc ? ResourceSort.GrpcOrder : ResourceSort.EnvoyOrder;

    /// <summary>The names it asks for; empty is a wildcard; null means that it does not ask for that type.</summary>
    public IReadOnlyList<string>? NamesOf(ResourceSort sort)
    {
        if (Requests.GetValueOrDefault(sort.RequestKey) is { Count: > 0 } names)
        {
            return names;
        }

        var isWildcard = !IsProxylessGrpc
            && (sort == ResourceSort.Clusters || sort == ResourceSort.Listeners || (sort == ResourceSort.NameTable && IsSidecar));
        return isWildcard ? [] : null;
    }

    public static XdsProxy Read(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        EnvoyJson.Parse<Node>(json.GetProperty("node")),
        json.GetProperty("identity").GetString() is { Length: > 0 } identity ? identity : null,
        json.GetProperty("requests").EnumerateObject().ToDictionary(
            member => member.Name,
            member => (IReadOnlyList<string>)[.. member.Value.EnumerateArray().Select(name => name.GetString()!)]));
}
