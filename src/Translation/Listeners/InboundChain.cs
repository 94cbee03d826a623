using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;

namespace MeshActors.Translation.Listeners;

/// <summary>The whole input of the chains for one port of the workload.</summary>
internal sealed record InboundChain
{
    public const string PassthroughName = "virtualInbound";

    public required string Cluster { get; init; }

    /// <summary>The workload's port; 0 for all that have no chains of their own.</summary>
    public required int TargetPort { get; init; }

    public required int ServicePort { get; init; }

    public required Protocol Protocol { get; init; }

    /// <summary>The service's host name, for traces.</summary>
    public required string Hostname { get; init; }

    /// <summary>The prefix of a TCP proxy's statistics.</summary>
    public required string TcpStatPrefix { get; init; }

    /// <summary>Addresses: the first one names the chains.</summary>
    public required ValueList<string> Binds { get; init; }

    public required MutualTlsMode Mode { get; init; }

    /// <summary>TLS that the Sidecar configures, which holds where the workload demands no mutual TLS of the mesh.</summary>
    public ServerTlsSettings? OwnTls { get; init; }

    public bool EndsOwnTls => OwnTls is not null && Mode == MutualTlsMode.Disable;

    /// <summary>Whether the chains take what belongs to no service.</summary>
    public bool IsPassthrough { get; init; }

    /// <summary>Whether they make a listener of their own, instead of standing in the capturing one.</summary>
    public bool BindsToPort { get; init; }

    /// <summary>The path of the Sidecar that declares the port.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>The name by which EnvoyFilters and tools know the chains.</summary>
    public string NameFor(bool http) =>
        !IsPassthrough ? BindAddresses.ListenerName(Binds[0], TargetPort)
        : http ? "virtualInbound-catchall-http"
        : PassthroughName;
}

/// <summary>An inbound chain with the extensions for its port.</summary>
internal readonly record struct ExtendedInboundChain(InboundChain Chain, ListenerExtensions Extensions);

/// <summary>The whole input of one inbound listener.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="BindsToPort">Whether the operating system hands it its own port's connections, not captured ones.</param>
internal sealed record InboundListenerInputs(
    ListenerSettings Settings,
    ListenerPolicies Policies,
    string Name,
    ValueList<string> Binds,
    int Port,
    bool BindsToPort,
    ValueList<ExtendedInboundChain> Chains);
