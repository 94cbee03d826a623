using System.Collections;
using System.Runtime.CompilerServices;

namespace MeshActors.Translation;

/// <summary>An immutable list that compares by its items, for the keys of memos and queries.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _items;
    private int _hash;

    internal ValueList(T[] items) => _items = items;

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public bool Equals(ValueList<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && _items.AsSpan().SequenceEqual(other._items));

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            var hash = new HashCode();
            foreach (var item in _items)
            {
                hash.Add(item);
            }

            _hash = hash.ToHashCode() | 1;
        }

        return _hash;
    }

    /// <summary>Without an allocation, for loops on hot paths.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => ((ReadOnlySpan<T>)_items).GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>Makes <see cref="ValueList{T}"/>s.</summary>
public static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? Empties<T>.Instance : new(items.ToArray());

    /// <summary>Labels in the order of their names, so that equal sets are equal lists.</summary>
    public static ValueList<KeyValuePair<string, string>> OfLabels(IEnumerable<KeyValuePair<string, string>> labels) =>
        [.. labels.OrderBy(l => l.Key, StringComparer.Ordinal)];

    private static class Empties<T>
    {
        public static readonly ValueList<T> Instance = new([]);
    }
}
