namespace MeshActors.Translation.Routes;

/// <summary>A list as part of a memo's key: equal to another one with equal items in the same order.</summary>
internal readonly struct ValueSequence<T>(IReadOnlyList<T> items) : IEquatable<ValueSequence<T>>
    where T : IEquatable<T>
{
    public IReadOnlyList<T> Items => items;

    public bool Equals(ValueSequence<T> other)
    {
        if (ReferenceEquals(items, other.Items))
        {
            return true;
        }

        if (items.Count != other.Items.Count)
        {
            return false;
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (!items[i].Equals(other.Items[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is ValueSequence<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
