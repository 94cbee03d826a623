using System.Collections.Immutable;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Credentials;

/// <summary>What is known of credentials at one moment. Objects that did not change are the same instances. Immutable.</summary>
internal sealed record CredentialSnapshot
{
    public static readonly CredentialSnapshot Nothing = new();

    /// <summary>By cluster, kind and namespace, then by name. What is not there has not been read yet.</summary>
    public ImmutableDictionary<ObjectsTopic, ImmutableDictionary<string, MeshObject>> Objects { get; init; } =
        ImmutableDictionary<ObjectsTopic, ImmutableDictionary<string, MeshObject>>.Empty;

    /// <summary>Whether accounts may read Secrets. What is not there has not been answered yet.</summary>
    public ImmutableDictionary<ServiceAccountKey, bool> Access { get; init; } = ImmutableDictionary<ServiceAccountKey, bool>.Empty;
}
