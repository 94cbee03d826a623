namespace MeshActors.Mesh.View;

/// <summary>
/// An immutable map of names to what has them. One that differs in a few names is laid over the map before, until those names are so many
/// that a map of its own is worth the pass.
/// </summary>
internal sealed class NameMap<TValue>
    where TValue : class
{
    private const int MostOverlaid = 64;

    private readonly Dictionary<string, TValue> _base;

    // Null stands for what is in the base and not in this map.
    private readonly Dictionary<string, TValue?>? _overlaid;

    private NameMap(Dictionary<string, TValue> all, Dictionary<string, TValue?>? overlaid)
    {
        _base = all;
        _overlaid = overlaid;
    }

    /// <param name="all">Not changed afterwards.</param>
    public NameMap(Dictionary<string, TValue> all)
        : this(all, null)
    {
    }

    public TValue? Find(string name) =>
        _overlaid is not null && _overlaid.TryGetValue(name, out var overlaid) ? overlaid : _base.GetValueOrDefault(name);

    /// <summary>The map with other values; null removes a name.</summary>
    public NameMap<TValue> With(IEnumerable<KeyValuePair<string, TValue?>> changes)
    {
        var overlaid = new Dictionary<string, TValue?>(_overlaid ?? [], StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            overlaid[name] = value;
        }

        return overlaid.Count <= MostOverlaid ? new(_base, overlaid) : new(Merged(overlaid));
    }

    private Dictionary<string, TValue> Merged(Dictionary<string, TValue?> overlaid)
    {
        var all = new Dictionary<string, TValue>(_base, StringComparer.Ordinal);
        foreach (var (name, value) in overlaid)
        {
            if (value is null)
            {
                all.Remove(name);
            }
            else
            {
                all[name] = value;
            }
        }

        return all;
    }
}
