using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// The whole input of the clusters of one service port: nothing else may decide their bytes. Compared by value; its members
/// compare by reference where they are immutable parts of the view.
/// </summary>
public sealed record OutboundClusterInputs
{
    public required Service Service { get; init; }

    public required MeshPort Port { get; init; }

    public required ClusterMode Mode { get; init; }

    public required ClusterView View { get; init; }

    public required ClusterMeshSettings Mesh { get; init; }

    /// <summary>The rule that applies, already consolidated; null where none does.</summary>
    public Config<DestinationRule>? Rule { get; init; }

    /// <summary>Names that the server may present: SPIFFE ids under every trust domain alias, joined for comparison.</summary>
    public NameList ServiceAccounts { get; init; } = NameList.Empty;

    /// <summary>What namespace and mesh policies say of the service's mutual TLS.</summary>
    public MutualTlsMode ServiceMode { get; init; }

    /// <summary>
    /// Whether some endpoint does not take part in mutual TLS, or there is none: then a cluster that passes connections
    /// through must stay plain, since no endpoint can be asked apart.
    /// </summary>
    public bool PassthroughMustBePlain { get; init; }

    /// <summary>Whether every endpoint takes HBONE tunnels, in which peers tell each other who they are: no other exchange is needed.</summary>
    public bool IsTunnelled { get; init; }

    /// <summary>For services resolved by DNS: the load assignment that the cluster carries; null otherwise.</summary>
    public InlineEndpoints? Inline { get; init; }

    /// <summary>What tells most inputs apart, as there are few sets of settings and many services.</summary>
    public override int GetHashCode() => HashCode.Combine(Service, Port, Mode, Rule is null ? 0 : RuntimeHelpers.GetHashCode(Rule));
}

/// <summary>A list of names that compares by value.</summary>
public sealed class NameList(IReadOnlyList<string> names) : IEquatable<NameList>
{
    public static readonly NameList Empty = new([]);

    public IReadOnlyList<string> Names { get; } = names;

    public bool Equals(NameList? other) => other is not null && (ReferenceEquals(this, other) || Names.SequenceEqual(other.Names));

    public override bool Equals(object? obj) => Equals(obj as NameList);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var name in Names)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
