namespace MeshActors.Translation;

/// <summary>How many resources were encoded, and not found among those that were encoded before.</summary>
/// <param name="Clusters">Service ports (each with its subsets), inbound and built-in clusters.</param>
/// <param name="Listeners">Listeners.</param>
/// <param name="RouteConfigurations">Route configurations, put together from virtual hosts.</param>
/// <param name="VirtualHosts">Virtual hosts, shared by the route configurations.</param>
/// <param name="NameTables">Name tables.</param>
public readonly record struct TranslationWork(long Clusters, long Listeners, long RouteConfigurations, long VirtualHosts, long NameTables)
{
    /// <summary>Resources of all types; virtual hosts are parts of such.</summary>
    public long Resources => Clusters + Listeners + RouteConfigurations + NameTables;

    public static TranslationWork operator -(TranslationWork after, TranslationWork before) => new(
        after.Clusters - before.Clusters,
        after.Listeners - before.Listeners,
        after.RouteConfigurations - before.RouteConfigurations,
        after.VirtualHosts - before.VirtualHosts,
        after.NameTables - before.NameTables);
}
