using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;

namespace MeshActors.XdsLoad.Wire;

/// <summary>One string for equal bytes: two hundred proxies receive the same thousand names.</summary>
internal sealed class TextPool
{
    private const int OnStack = 512;

    private readonly ConcurrentDictionary<string, string> _strings;
    private readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool()
    {
        _strings = new(StringComparer.Ordinal);
        _lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Of(ReadOnlySpan<byte> text)
    {
        if (text.Length > OnStack)
        {
            return Encoding.UTF8.GetString(text);
        }

        Span<char> characters = stackalloc char[text.Length];
        Utf8.ToUtf16(text, characters, out _, out var length);
        var key = characters[..length];
        if (_lookup.TryGetValue(key, out var known))
        {
            return known;
        }

        var made = new string(key);
        return _strings.GetOrAdd(made, made);
    }
}
