using MeshActors.Host.Debugging.Policies;
using MeshActors.Host.Debugging.Proxies;
using MeshActors.Host.Debugging.Registry;
using MeshActors.Host.Debugging.Settings;

namespace MeshActors.Host.Debugging;

/// <summary>Every debug page that there is.</summary>
internal static class AllPages
{
    public static IReadOnlyList<DebugPage> Pages { get; } =
    [
        .. ConnectionPages.All, .. ConfigDumpPages.All, SidecarPage.Page, InstancesPage.Page, CachePage.Page, PushStatusPage.Page,
        RegistryPage.Page, .. EndpointShardPages.All, NetworkPage.Page, ClusterPage.Page, ShardPage.Page,
        ConfigPage.Page, KindsPage.Page, MeshPage.Page,
        .. AuthorizationPages.All, TelemetryPage.Page,
    ];
}
