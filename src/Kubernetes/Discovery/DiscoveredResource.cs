using System.Collections.Immutable;

namespace MeshActors.Kubernetes.Discovery;

/// <summary>A type that the server serves, in its group's preferred version.</summary>
public sealed record DiscoveredResource(
    ResourceType Type,
    string SingularName,
    ImmutableArray<string> ShortNames,
    ImmutableArray<string> Verbs)
{
    /// <summary>Whether <paramref name="word"/> is how a user may call it: plural, singular, kind, short name, or plural.group.</summary>
    public bool IsCalled(string word) =>
        string.Equals(word, Type.Plural, StringComparison.OrdinalIgnoreCase)
        || string.Equals(word, Type.Kind, StringComparison.OrdinalIgnoreCase)
        || string.Equals(word, SingularName, StringComparison.OrdinalIgnoreCase)
        || string.Equals(word, Type.ToString(), StringComparison.OrdinalIgnoreCase)
        || ShortNames.Contains(word, StringComparer.OrdinalIgnoreCase);
}
