using System.Globalization;

namespace MeshActors.Kubernetes.Embedded.Workloads.State;

/// <summary>
/// What the watches told, overlaid with what we wrote ourselves and the watches have yet to tell. Used by the one loop
/// that runs every controller.
/// </summary>
internal sealed class ClusterState
{
    private readonly Dictionary<ResourceType, Dictionary<string, Dictionary<string, ClusterObject>>> _objects = [];
    private readonly HashSet<string> _doomed = [];

    public ClusterObject? Find(ResourceType type, ObjectKey key) =>
        _objects.TryGetValue(type, out var spaces) && spaces.TryGetValue(key.Namespace, out var names)
            ? names.GetValueOrDefault(key.Name)
            : null;

    public IEnumerable<ClusterObject> In(ResourceType type, string @namespace) =>
        _objects.TryGetValue(type, out var spaces) && spaces.TryGetValue(@namespace, out var names) ? names.Values : [];

    public IEnumerable<ClusterObject> All(ResourceType type) =>
        _objects.TryGetValue(type, out var spaces) ? spaces.Values.SelectMany(names => names.Values) : [];

    /// <summary>Whether deletion was asked for, by others or by us a moment ago.</summary>
    public bool IsDeleting(ClusterObject item) => item.Metadata.DeletionTimestamp is not null || _doomed.Contains(item.Metadata.Uid);

    /// <summary>From here on the object counts as being deleted, whatever older news of it still arrive.</summary>
    public void MarkDeleting(ClusterObject item) => _doomed.Add(item.Metadata.Uid);

    /// <returns>False where something newer of the same object is known already.</returns>
    public bool Put(ClusterObject item)
    {
        if (Find(item.Type, item.Key) is { } known && known.Metadata.Uid == item.Metadata.Uid
            && Revision(known) is { } old && Revision(item) is { } fresh && fresh <= old)
        {
            return false;
        }

        if (!_objects.TryGetValue(item.Type, out var spaces))
        {
            _objects[item.Type] = spaces = [];
        }

        if (!spaces.TryGetValue(item.Metadata.Namespace, out var names))
        {
            spaces[item.Metadata.Namespace] = names = [];
        }

        names[item.Metadata.Name] = item;
        return true;
    }

    /// <returns>What was there.</returns>
    public ClusterObject? Remove(ResourceType type, ObjectKey key)
    {
        var last = Find(type, key);
        if (last is not null)
        {
            _objects[type][key.Namespace].Remove(key.Name);
            _doomed.Remove(last.Metadata.Uid);
        }

        return last;
    }

    private static long? Revision(ClusterObject item) =>
        long.TryParse(item.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
}
