namespace MeshActors.Kubernetes;

/// <summary>The headers of what has been told, and which of them a running list has shown again.</summary>
internal sealed class KnownObjects
{
    private readonly Dictionary<ObjectKey, (ObjectMeta Metadata, int List)> _objects = [];
    private int _list;

    public KnownObjects(IEnumerable<ObjectMeta> objects)
    {
        foreach (var metadata in objects)
        {
            _objects[metadata.Key] = (metadata, _list);
        }
    }

    public void BeginList() => _list++;

    /// <returns>Whether this is news.</returns>
    public bool Add(ObjectMeta metadata)
    {
        var isNews = !_objects.TryGetValue(metadata.Key, out var known)
            || known.Metadata.ResourceVersion != metadata.ResourceVersion
            || known.Metadata.Uid != metadata.Uid;
        _objects[metadata.Key] = (isNews ? metadata : known.Metadata, _list);
        return isNews;
    }

    public bool Remove(ObjectKey key) => _objects.Remove(key);

    /// <summary>Forgets and returns what the list that just ended did not show.</summary>
    public IReadOnlyList<ObjectMeta> EndList()
    {
        var vanished = new List<ObjectMeta>();
        foreach (var (metadata, list) in _objects.Values)
        {
            if (list != _list)
            {
                vanished.Add(metadata);
            }
        }

        foreach (var metadata in vanished)
        {
            _objects.Remove(metadata.Key);
        }

        return vanished;
    }
}
