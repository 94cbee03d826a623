using System.Collections;
using System.Diagnostics;

namespace MeshActors.Grpc;

/// <summary>
/// Headers or trailers of a call, in order, several entries a key allowed. Keys are lower case; a key that ends with
/// <c>-bin</c> holds bytes, any other printable ASCII.
/// </summary>
[DebuggerDisplay("Count = {Count}")]
public sealed partial class Metadata : IReadOnlyList<Metadata.Entry>
{
    public const string BinaryHeaderSuffix = "-bin";

    private readonly List<Entry> _entries = [];

    public int Count => _entries.Count;

    public Entry this[int index] => _entries[index];

    /// <exception cref="ArgumentException">The key or value is not one that HTTP/2 can carry.</exception>
    public void Add(string key, string value) => _entries.Add(new Entry(key, value));

    /// <exception cref="ArgumentException">The key lacks the suffix <c>-bin</c>.</exception>
    public void Add(string key, byte[] value) => _entries.Add(new Entry(key, value));

    public void Add(Entry entry) => _entries.Add(entry);

    /// <summary>The last entry of this key, or null.</summary>
    public Entry? Get(string key)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (string.Equals(_entries[i].Key, key, StringComparison.OrdinalIgnoreCase))
            {
                return _entries[i];
            }
        }

        return null;
    }

    public string? GetValue(string key) => Get(key)?.Value;

    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    public IEnumerable<Entry> GetAll(string key) =>
        _entries.Where(entry => string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase));

    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
