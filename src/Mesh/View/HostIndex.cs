namespace MeshActors.Mesh.View;

/// <summary>
/// Values by host name, exact or wildcard. A look-up finds the most specific entry that covers a name; it costs one probe
/// for each distinct length of the wildcards in the index, whatever their number.
/// </summary>
public sealed class HostIndex<TValue>
{
    private readonly Dictionary<string, TValue> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TValue> _wildcards = new(StringComparer.Ordinal);
    private readonly List<int> _suffixLengths = [];

    public int Count => _exact.Count + _wildcards.Count;

    public IEnumerable<KeyValuePair<string, TValue>> Entries => _exact.Concat(_wildcards);

    /// <summary>Adds a value; false where the very same name has one already, which stays.</summary>
    internal bool TryAdd(string host, TValue value)
    {
        if (!host.StartsWith('*'))
        {
            return _exact.TryAdd(host, value);
        }

        if (!_wildcards.TryAdd(host, value))
        {
            return false;
        }

        var at = _suffixLengths.BinarySearch(host.Length - 1, Descending.Instance);
        if (at < 0)
        {
            _suffixLengths.Insert(~at, host.Length - 1);
        }

        return true;
    }

    /// <summary>The value for exactly this name.</summary>
    public bool TryGetExact(string host, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) =>
        (host.StartsWith('*') ? _wildcards : _exact).TryGetValue(host, out value);

    /// <summary>The value of the most specific entry that covers the name, which may itself be a wildcard.</summary>
    public bool TryMatch(string host, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value)
    {
        if (TryGetExact(host, out value))
        {
            return true;
        }

        var name = host.StartsWith('*') ? host.AsSpan(1) : host.AsSpan();
        var wildcards = _wildcards.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> buffer = stackalloc char[256];
        foreach (var length in _suffixLengths)
        {
            if (length > name.Length || length >= buffer.Length)
            {
                continue;
            }

            buffer[0] = '*';
            name[^length..].CopyTo(buffer[1..]);
            if (wildcards.TryGetValue(buffer[..(length + 1)], out value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    private sealed class Descending : IComparer<int>
    {
        public static readonly Descending Instance = new();

        public int Compare(int x, int y) => y.CompareTo(x);
    }
}
