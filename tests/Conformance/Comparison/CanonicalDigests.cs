using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using MeshActors.Conformance.Xds;
using MeshActors.EnvoyApi;

namespace MeshActors.Conformance.Comparison;

/// <summary>
/// Digests of resources in canonical form. Cases repeat most resources, so each distinct text and each distinct encoding is
/// worked on once.
/// </summary>
public sealed class CanonicalDigests
{
    private readonly ConcurrentDictionary<(string Sort, UInt128 Text), ExpectedResource> _byText = new();
    private readonly ConcurrentDictionary<(string Sort, UInt128 Bytes), UInt128> _byBytes = new();

    /// <summary>A recorded resource.</summary>
    public ExpectedResource OfJson(ResourceSort sort, ReadOnlySpan<char> json)
    {
        var key = (sort.Name, Hash(MemoryMarshal.AsBytes(json)));
        return _byText.TryGetValue(key, out var known) ? known : _byText.GetOrAdd(key, Read(sort, json.ToString()));
    }

    /// <summary>A resource that came.</summary>
    public UInt128 OfMessage(ResourceSort sort, ReadOnlySpan<byte> bytes)
    {
        var key = (sort.Name, Hash(bytes));
        return _byBytes.TryGetValue(key, out var known)
            ? known
            : _byBytes.GetOrAdd(key, Hash(CanonicalForm.Encode(sort.Message.Parser.ParseFrom(bytes.ToArray()))));
    }

    private static ExpectedResource Read(ResourceSort sort, string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
        var root = document.RootElement;
        var name = root.TryGetProperty(sort == ResourceSort.Endpoints ? "clusterName" : "name", out var given) ? given.GetString()! : "";
        return new ExpectedResource(name, Hash(CanonicalForm.Encode(EnvoyJson.Parse(root, sort.Message))));
    }

    private static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}

/// <summary>A recorded resource: its name and the digest of its canonical form.</summary>
public readonly record struct ExpectedResource(string Name, UInt128 Digest);
