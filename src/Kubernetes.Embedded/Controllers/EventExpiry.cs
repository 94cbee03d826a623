using System.Globalization;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Controllers;

/// <summary>Events live for an hour, and there are never more than a bounded number: the oldest go first.</summary>
internal sealed class EventExpiry(ApiServices services) : IController
{
    private const int MostEvents = 5000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private DateTimeOffset _next;

    public IReadOnlyList<ResourceId> Watches { get; } = [WellKnown.Events];

    public async Task ReconcileAsync(StoreState state, StoreEvent? change, CancellationToken cancellation)
    {
        var now = services.Clock.GetUtcNow();
        var count = state.Table(WellKnown.Events).Count;
        if (change?.Type == StoreEventType.Deleted || (now < _next && count <= MostEvents))
        {
            return;
        }

        _next = now + TimeSpan.FromMinutes(5);
        var surplus = Math.Max(0, count - (MostEvents * 9 / 10));
        foreach (var item in state.List(WellKnown.Events).OrderBy(e => e.Revision))
        {
            var node = item.ToNode();
            var seen = node.Text("lastTimestamp") ?? node.Text("eventTime") ?? node.Map("metadata")?.Text("creationTimestamp");
            var old = DateTimeOffset.TryParse(seen, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && now - time > Lifetime;
            if (!old && surplus-- <= 0)
            {
                continue;
            }

            try
            {
                await services.Store.DeleteAsync(WellKnown.Events, item.Key, node, item.Revision, cancellation).ConfigureAwait(false);
            }
            catch (StoreConflictException)
            {
                // The event happened again meanwhile and so is not old.
            }
        }
    }
}
