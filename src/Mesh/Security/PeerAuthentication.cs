using System.Collections.ObjectModel;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>Which TLS workloads accept from their peers.</summary>
public sealed record PeerAuthentication : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.PeerAuthentication;

    public WorkloadSelector? Selector { get; init; }

    public MutualTls? Mtls { get; init; }

    /// <summary>Settings by the workload's port number.</summary>
    public IReadOnlyDictionary<string, MutualTls> PortLevelMtls { get; init; } = ReadOnlyDictionary<string, MutualTls>.Empty;

    internal static PeerAuthentication Read(FieldReader fields) => new()
    {
        Selector = fields.Message("selector", WorkloadSelector.ReadMatchLabels),
        Mtls = fields.Message("mtls", MutualTls.Read),
        PortLevelMtls = fields.MessageMap("portLevelMtls", MutualTls.Read),
    };
}
