namespace MeshActors.MeshGenerator;

/// <summary>How large a synthetic mesh is. Everything else about it follows, the same in every run.</summary>
public sealed record MeshShape
{
    /// <summary>HTTP services with one port, spread over the namespaces in turn.</summary>
    public int Services { get; init; } = 1_000;

    /// <summary>Pods behind each service.</summary>
    public int Endpoints { get; init; } = 10;

    public int Namespaces { get; init; } = 10;

    /// <summary>Each for a service of its own: two weighted subsets, a header match and a timeout.</summary>
    public int VirtualServices { get; init; } = 100;

    /// <summary>For the same services: two subsets, a connection pool and outlier detection.</summary>
    public int DestinationRules { get; init; } = 100;

    /// <summary>Sidecars that connect: the first pods of the first services, then their second ones.</summary>
    public int Proxies { get; init; } = 200;

    /// <summary>Nodes that the pods run on, in three zones of one region.</summary>
    public int Nodes { get; init; } = 30;
}
