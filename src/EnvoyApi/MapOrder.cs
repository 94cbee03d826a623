using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi;

/// <summary>Brings the entries of map fields into key order, visiting only fields below which there can be a map.</summary>
internal static class MapOrder
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> FieldsToVisit = new();

    private static readonly Comparison<DictionaryEntry> ByKey = (a, b) => CompareKeys(a.Key, b.Key);

    public static void Sort(IMessage message)
    {
        // Nearly all maps are of this kind, which needs no reflection.
        if (message is Struct structure)
        {
            StructOrder.Sort(structure);
            return;
        }

        foreach (var field in FieldsToVisit.GetOrAdd(message.Descriptor, static type => [.. type.Fields.InDeclarationOrder().Where(LeadsToMap)]))
        {
            switch (field.Accessor.GetValue(message))
            {
                case IDictionary map:
                    SortMap(map, field);
                    break;
                case IList list:
                    foreach (var item in list)
                    {
                        Sort((IMessage)item!);
                    }

                    break;
                case IMessage child:
                    Sort(child);
                    break;
            }
        }
    }

    private static void SortMap(IDictionary map, FieldDescriptor field)
    {
        if (map.Count == 0)
        {
            return;
        }

        if (MapValue(field) is not null)
        {
            foreach (var value in map.Values)
            {
                Sort((IMessage)value);
            }
        }

        if (IsSorted(map))
        {
            return;
        }

        var entries = new List<DictionaryEntry>(map.Count);
        foreach (DictionaryEntry entry in map)
        {
            entries.Add(entry);
        }

        entries.Sort(ByKey);
        map.Clear();
        foreach (var entry in entries)
        {
            map.Add(entry.Key, entry.Value);
        }
    }

    private static bool IsSorted(IDictionary map)
    {
        if (map.Count < 2)
        {
            return true;
        }

        object? previous = null;
        foreach (var key in map.Keys)
        {
            if (previous is not null && CompareKeys(previous, key) > 0)
            {
                return false;
            }

            previous = key;
        }

        return true;
    }

    private static int CompareKeys(object a, object b) =>
        a is string text ? string.CompareOrdinal(text, (string)b) : Comparer.DefaultInvariant.Compare(a, b);

    private static bool LeadsToMap(FieldDescriptor field) => Reaches(field, []);

    private static bool Reaches(FieldDescriptor field, HashSet<MessageDescriptor> seen) =>
        field.IsMap
        || (field.FieldType is FieldType.Message or FieldType.Group
            && seen.Add(field.MessageType)
            && field.MessageType.Fields.InDeclarationOrder().Any(inner => Reaches(inner, seen)));

    private static MessageDescriptor? MapValue(FieldDescriptor field)
    {
        var value = field.MessageType.FindFieldByNumber(2);
        return value.FieldType == FieldType.Message ? value.MessageType : null;
    }
}
