using System.Collections.ObjectModel;
using System.Text.Json;

namespace MeshActors.Mesh.Objects;

internal sealed partial class FieldReader
{
    public IReadOnlyList<string> Texts(string name, IReadOnlyList<string>? fallback = null) =>
        List(name, (value, path) => ReadText(value, path, ""), fallback);

    public IReadOnlyList<uint> UInt32s(string name, IReadOnlyList<uint>? fallback = null) =>
        List(name, (value, path) => ReadInteger<uint>(value, path, 0), fallback);

    public IReadOnlyList<T> Enums<T>(string name, IReadOnlyList<T>? fallback = null)
        where T : struct, Enum => List(name, (value, path) => ReadEnum<T>(value, path, default), fallback);

    public IReadOnlyDictionary<string, string> TextMap(string name, IReadOnlyDictionary<string, string>? fallback = null) =>
        Map(name, (value, path) => ReadText(value, path, ""), fallback);

    /// <summary>A map whose entries go over those of <paramref name="defaults"/>.</summary>
    public IReadOnlyDictionary<string, string> TextMapOver(string name, IReadOnlyDictionary<string, string> defaults)
    {
        var overlay = TextMap(name);
        if (overlay.Count == 0)
        {
            return defaults;
        }

        var merged = new Dictionary<string, string>(defaults, StringComparer.Ordinal);
        foreach (var (key, value) in overlay)
        {
            merged[key] = value;
        }

        return merged;
    }

    public IReadOnlyDictionary<string, int> Int32Map(string name, IReadOnlyDictionary<string, int>? fallback = null) =>
        Map(name, (value, path) => ReadInteger(value, path, 0), fallback);

    public IReadOnlyDictionary<string, uint> UInt32Map(string name, IReadOnlyDictionary<string, uint>? fallback = null) =>
        Map(name, (value, path) => ReadInteger<uint>(value, path, 0), fallback);

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> BytesMap(string name) =>
        Map(name, (value, path) => ReadBytes(value, path) ?? default, null);

    private IReadOnlyList<T> List<T>(string name, Func<JsonElement, FieldPath, T> read, IReadOnlyList<T>? fallback)
    {
        if (!Find(name, out var list))
        {
            return fallback ?? [];
        }

        var path = _path.Field(name);
        if (list.ValueKind != JsonValueKind.Array)
        {
            return Reject(path, "a list", list, fallback ?? []);
        }

        var items = new T[list.GetArrayLength()];
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            items[index] = read(item, path.Index(index));
            index++;
        }

        return items;
    }

    private IReadOnlyDictionary<string, T> Map<T>(
        string name, Func<JsonElement, FieldPath, T> read, IReadOnlyDictionary<string, T>? fallback)
    {
        if (!Find(name, out var map))
        {
            return fallback ?? ReadOnlyDictionary<string, T>.Empty;
        }

        var path = _path.Field(name);
        if (map.ValueKind != JsonValueKind.Object)
        {
            return Reject(path, "an object", map, fallback ?? ReadOnlyDictionary<string, T>.Empty);
        }

        var entries = new Dictionary<string, T>(map.GetPropertyCount(), StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            entries[entry.Name] = read(entry.Value, path.Key(entry.Name));
        }

        return entries;
    }
}
