using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Selectors;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>Get and list over the store's state.</summary>
internal sealed class ObjectReader(ApiServices services)
{
    /// <exception cref="ApiException">There is no such object (404).</exception>
    public StoredObject Get(ResourceView view, string ns, string name) => Find(view, ns, name) ?? throw ApiException.NotFound(view.Definition.Id, name);

    public StoredObject? Find(ResourceView view, string ns, string name)
        => services.Store.State.Find(view.Definition.StorageId, new StoreKey(view.Definition.Namespaced ? ns : "", name));

    /// <summary>A page of a list. The continue token names the list's revision and the last key, so later pages go on from there.</summary>
    /// <param name="limit">The most items of a page; 0 for no limit.</param>
    public ListPage List(ResourceView view, string? ns, LabelSelector labels, FieldSelector fields, int limit, string? continueToken)
    {
        var state = services.Store.State;
        var revision = state.Revision;
        StoreKey? after = null;
        if (!string.IsNullOrEmpty(continueToken))
        {
            (revision, after) = ContinueToken.Parse(continueToken);
        }

        var items = new List<StoredObject>();
        var remaining = 0L;
        foreach (var item in state.List(view.Definition.StorageId, ns))
        {
            if ((after is { } key && item.Key.CompareTo(key) <= 0) || !labels.Matches(item.Labels) || !fields.Matches(item))
            {
                continue;
            }

            if (limit > 0 && items.Count == limit)
            {
                remaining++;
            }
            else
            {
                items.Add(item);
            }
        }

        return new ListPage(items, revision, remaining > 0 ? ContinueToken.Format(revision, items[^1].Key) : null, remaining)
        {
            // Kubernetes does not count what selectors hide.
            CountsRemaining = labels.IsEverything && fields.IsEverything,
        };
    }
}
