using MeshActors.Mesh.Objects;

namespace MeshActors.Host.Options;

/// <summary>
/// Which custom resources are read. A pattern is a resource's full name, as <c>sidecars.networking.istio.io</c>, or what it ends
/// in, as <c>*.istio.io</c>. Kinds of Kubernetes itself are always read.
/// </summary>
/// <param name="ignored">Patterns of resources that are not read.</param>
/// <param name="included">Patterns of resources that are read although they are ignored.</param>
internal sealed class WatchedKinds(IReadOnlyList<string> ignored, IReadOnlyList<string> included)
{
    private const string AnyOf = "*.";

    public static readonly WatchedKinds All = new([], []);

    public bool Contains(ResourceKind kind)
    {
        var name = $"{kind.Plural}.{kind.Group}";
        return !IsCustom(kind) || !ignored.Any(pattern => Matches(name, pattern)) || included.Any(pattern => Matches(name, pattern));
    }

    private static bool IsCustom(ResourceKind kind) =>
        kind.Group.EndsWith("istio.io", StringComparison.Ordinal)
        || kind.Group.StartsWith("gateway.networking.", StringComparison.Ordinal)
        || kind.Group.StartsWith("inference.networking.", StringComparison.Ordinal);

    private static bool Matches(string name, string pattern) => pattern.StartsWith(AnyOf, StringComparison.Ordinal)
        ? name.EndsWith(pattern[AnyOf.Length..], StringComparison.Ordinal)
        : name == pattern;
}
