using System.Runtime.CompilerServices;

namespace MeshActors.Translation.Routes;

/// <summary>A list as part of a memo's key: equal to another one with the very same instances in the same order.</summary>
internal readonly struct ReferenceSequence<T>(IReadOnlyList<T> items) : IEquatable<ReferenceSequence<T>>
    where T : class?
{
    public IReadOnlyList<T> Items => items;

    public bool Equals(ReferenceSequence<T> other)
    {
        if (items.Count != other.Items.Count)
        {
            return false;
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (!ReferenceEquals(items[i], other.Items[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is ReferenceSequence<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
        {
            hash.Add(item is null ? 0 : RuntimeHelpers.GetHashCode(item));
        }

        return hash.ToHashCode();
    }
}
