using System.Collections.Immutable;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Protocol;

/// <summary>
/// The subscriptions of one stream, and which of them is sent next. "Eventual consistency considerations" of the xDS protocol: what
/// is referred to is sent before what refers to it, and removed after it.
/// </summary>
public sealed class StreamState
{
    private static readonly int Types = Enum.GetValues<XdsType>().Length;

    private readonly Subscription?[] _subscriptions = new Subscription?[Types];
    private HashSet<string>? _changedBeforeEndpoints;

    public Subscription? this[XdsType type]
    {
        get => _subscriptions[(int)type];
        set
        {
            _subscriptions[(int)type] = value;
        }
    }

    /// <summary>
    /// Fills a push with the next response that is due and says whose it is; null where nothing is due. To be called until then,
    /// after every request and every change of the resources.
    /// </summary>
    /// <param name="sets">The resources of the scope by type; null where a type is not known.</param>
    /// <param name="push">Where to put what is to be sent.</param>
    public Subscription? Next(ImmutableArray<ResourceSet?> sets, Push push)
    {
        push.Clear();
        var clustersWait = false;
        for (var type = XdsType.Cluster; (int)type < Types; type++)
        {
            if (_subscriptions[(int)type] is not { } subscription || sets[(int)type] is not { } set)
            {
                continue;
            }

            if (subscription.IsInFlight)
            {
                clustersWait |= type == XdsType.Cluster && !subscription.IsCurrent(set);
                continue;
            }

            // Listeners and routes may name clusters that the client has not been sent yet.
            if (clustersWait && type is XdsType.Listener or XdsType.Route)
            {
                continue;
            }

            if (subscription.TryNext(set, removes: type != XdsType.Cluster, push))
            {
                return subscription;
            }
        }

        return NextRemoval(sets, push);
    }

    /// <summary>
    /// Notes what a response says. A changed cluster is always followed by its load assignment, changed or not: Envoy warms the
    /// cluster on it, and does not ask for it again, as it has subscribed to it already.
    /// </summary>
    public void Sent(Subscription subscription, Push push)
    {
        if (subscription.Type != XdsType.Cluster)
        {
            return;
        }

        if (this[XdsType.Endpoint] is { } endpoints)
        {
            foreach (var cluster in push.Resources)
            {
                endpoints.Force(cluster.Name);
            }
        }
        else if (subscription is DeltaSubscription { Resumes: true })
        {
            foreach (var cluster in push.Resources)
            {
                (_changedBeforeEndpoints ??= new(StringComparer.Ordinal)).Add(cluster.Name);
            }
        }
    }

    /// <summary>
    /// To be called after the first request for endpoints: a client that resumes says that it holds load assignments, but those of
    /// clusters that it was sent anew on this stream it needs again.
    /// </summary>
    public void EndpointsBegun(Subscription endpoints)
    {
        foreach (var name in _changedBeforeEndpoints ?? [])
        {
            endpoints.Force(name);
        }

        _changedBeforeEndpoints = null;
    }

    // Clusters go last, once listeners and routes that named them have been sent anew.
    private Subscription? NextRemoval(ImmutableArray<ResourceSet?> sets, Push push) =>
        this[XdsType.Cluster] is { IsInFlight: false } clusters
        && sets[(int)XdsType.Cluster] is { } set
        && IsSettled(XdsType.Listener, sets)
        && IsSettled(XdsType.Route, sets)
        && clusters.TryNext(set, removes: true, push)
            ? clusters
            : null;

    private bool IsSettled(XdsType type, ImmutableArray<ResourceSet?> sets) =>
        this[type] is not { } subscription || sets[(int)type] is not { } set || subscription.IsCurrent(set);
}
