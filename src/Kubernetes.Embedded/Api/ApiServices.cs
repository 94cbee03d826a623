using MeshActors.Kubernetes.Embedded.Admission;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>What every operation needs: the store, the catalogue, the clock and the admission chain.</summary>
internal sealed record ApiServices(ObjectStore Store, CatalogHolder Catalog, TimeProvider Clock, IAdmission Admission)
{
    /// <summary>Pods keep their grace period and wait for a simulated kubelet to finish them.</summary>
    public bool GracefulPods { get; init; }

    /// <summary>Fires when the server stops, so that watches end at once.</summary>
    public CancellationToken Stopping { get; init; }

    public string Now() => Timestamp(Clock.GetUtcNow());

    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
