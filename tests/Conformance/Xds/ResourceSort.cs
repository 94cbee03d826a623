using Google.Protobuf.Reflection;
using MeshActors.EnvoyApi;

namespace MeshActors.Conformance.Xds;

/// <summary>A type of xDS resource as the cases record it.</summary>
/// <param name="Name">the name of its file, without ending</param>
/// <param name="RequestKey">where <c>case.json</c> lists the names that a proxy asks for</param>
public sealed record ResourceSort(string Name, string RequestKey, string TypeUrl)
{
    public static ResourceSort Clusters { get; } = new("clusters", "clusters", TypeUrls.Cluster);

    public static ResourceSort Endpoints { get; } = new("endpoints", "endpoints", TypeUrls.Endpoint);

    public static ResourceSort Listeners { get; } = new("listeners", "listeners", TypeUrls.Listener);

    public static ResourceSort Routes { get; } = new("routes", "routes", TypeUrls.Route);

    public static ResourceSort Secrets { get; } = new("secrets", "secrets", TypeUrls.Secret);

    public static ResourceSort ExtensionConfigs { get; } = new("extension-configs", "extensionConfigs", TypeUrls.ExtensionConfig);

    public static ResourceSort NameTable { get; } = new("name-table", "nameTable", TypeUrls.NameTable);

    /// <summary>In the order in which an Envoy asks.</summary>
    public static IReadOnlyList<ResourceSort> EnvoyOrder { get; } =
        [Clusters, Endpoints, Listeners, Routes, Secrets, ExtensionConfigs, NameTable];

    /// <summary>In the order in which proxyless gRPC asks.</summary>
    public static IReadOnlyList<ResourceSort> GrpcOrder { get; } = [Listeners, Routes, Clusters, Endpoints];

    public MessageDescriptor Message { get; } = EnvoyTypes.Find(TypeUrl)!;
}
