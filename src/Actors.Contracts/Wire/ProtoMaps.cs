using System.Collections.ObjectModel;
using Google.Protobuf.Collections;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Dictionaries as maps of protos. Entries go in the order of their keys, so that equal dictionaries give equal bytes.</summary>
internal static class ProtoMaps
{
    public static void Add<TKey, TValue>(MapField<TKey, TValue> map, IReadOnlyDictionary<TKey, TValue> values)
        where TKey : notnull => Add(map, values, static value => value);

    public static void Add<TKey, TValue, TProto>(MapField<TKey, TProto> map, IReadOnlyDictionary<TKey, TValue> values, Func<TValue, TProto> toProto)
        where TKey : notnull
    {
        // Mostly they are ordered, as API servers write them.
        IEnumerable<KeyValuePair<TKey, TValue>> ordered = IsOrdered(values) ? values : values.OrderBy(static pair => pair.Key, Order<TKey>());
        foreach (var (key, value) in ordered)
        {
            map.Add(key, toProto(value));
        }
    }

    public static IReadOnlyDictionary<TKey, TValue> Read<TKey, TValue>(MapField<TKey, TValue> map)
        where TKey : notnull => Read(map, static value => value);

    public static IReadOnlyDictionary<TKey, TValue> Read<TKey, TValue, TProto>(MapField<TKey, TProto> map, Func<TProto, TValue> fromProto)
        where TKey : notnull
    {
        if (map.Count == 0)
        {
            return ReadOnlyDictionary<TKey, TValue>.Empty;
        }

        var values = new Dictionary<TKey, TValue>(map.Count);
        foreach (var (key, value) in map)
        {
            values.Add(key, fromProto(value));
        }

        return values;
    }

    private static bool IsOrdered<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> values)
        where TKey : notnull
    {
        var order = Order<TKey>();
        var (hasLast, last) = (false, default(TKey));
        foreach (var (key, _) in values)
        {
            if (hasLast && order.Compare(last, key) > 0)
            {
                return false;
            }

            (hasLast, last) = (true, key);
        }

        return true;
    }

    private static IComparer<TKey> Order<TKey>() => StringComparer.Ordinal as IComparer<TKey> ?? Comparer<TKey>.Default;
}
