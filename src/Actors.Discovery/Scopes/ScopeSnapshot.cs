using System.Collections.Immutable;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>All resources of a scope at one moment, shared by its proxies. Immutable.</summary>
/// <param name="Sets">By <see cref="XdsType"/>; null where nothing is known of a type yet.</param>
/// <param name="ChangedAt">When the change that led here arrived, in timestamps of the clock.</param>
public sealed record ScopeSnapshot(ImmutableArray<ResourceSet?> Sets, long ChangedAt);
