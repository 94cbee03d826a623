namespace MeshActors.Mesh.Registry;

/// <summary>
/// A dictionary of before with changes; it is copied at the first one, so that where nothing changes it stays the same instance.
/// </summary>
internal sealed class PatchedDictionary<TKey, TValue>(Dictionary<TKey, TValue> before)
    where TKey : notnull
{
    private Dictionary<TKey, TValue>? _patched;

    public Dictionary<TKey, TValue> Result => _patched ?? before;

    private Dictionary<TKey, TValue> Writable => _patched ??= new(before, before.Comparer);

    public void Set(TKey key, TValue value) => Writable[key] = value;

    public bool Remove(TKey key) => Result.ContainsKey(key) && Writable.Remove(key);

    /// <summary>Removes every key that does not meet the condition, and returns those.</summary>
    public List<TKey> RemoveUnless(Func<TKey, bool> condition)
    {
        var removed = Result.Keys.Where(key => !condition(key)).ToList();
        foreach (var key in removed)
        {
            Writable.Remove(key);
        }

        return removed;
    }
}
