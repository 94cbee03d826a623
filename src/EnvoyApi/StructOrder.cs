using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi;

/// <summary>Brings the fields of a <see cref="Struct"/>, and of all structs in it, into the order of their names.</summary>
internal static class StructOrder
{
    public static void Sort(Struct structure)
    {
        string? previous = null;
        var isSorted = true;
        foreach (var (name, value) in structure.Fields)
        {
            Sort(value);
            isSorted = isSorted && string.CompareOrdinal(previous, name) <= 0;
            previous = name;
        }

        if (!isSorted)
        {
            KeyValuePair<string, Value>[] sorted = [.. structure.Fields.OrderBy(field => field.Key, StringComparer.Ordinal)];
            structure.Fields.Clear();
            foreach (var (name, value) in sorted)
            {
                structure.Fields.Add(name, value);
            }
        }
    }

    private static void Sort(Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                Sort(value.StructValue);
                break;
            case Value.KindOneofCase.ListValue:
                foreach (var item in value.ListValue.Values)
                {
                    Sort(item);
                }

                break;
        }
    }
}
