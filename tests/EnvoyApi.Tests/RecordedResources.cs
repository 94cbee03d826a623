using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Google.Protobuf.Reflection;

namespace MeshActors.EnvoyApi.Tests;

/// <summary>The resources that a real control plane sent, one JSON text each, without repetitions.</summary>
internal static class RecordedResources
{
    private static readonly (string File, string Message)[] Files =
    [
        ("clusters.json", "envoy.config.cluster.v3.Cluster"),
        ("endpoints.json", "envoy.config.endpoint.v3.ClusterLoadAssignment"),
        ("listeners.json", "envoy.config.listener.v3.Listener"),
        ("routes.json", "envoy.config.route.v3.RouteConfiguration"),
        ("secrets.json", "envoy.extensions.transport_sockets.tls.v3.Secret"),
        ("extension-configs.json", "envoy.config.core.v3.TypedExtensionConfig"),
        ("name-table.json", "istio.networking.nds.v1.NameTable"),
    ];

    public static IEnumerable<(string Origin, MessageDescriptor Type, string Json)> Distinct(string area)
    {
        var seen = new HashSet<UInt128>();
        foreach (var (name, message) in Files)
        {
            var type = EnvoyTypes.Registry.Find(message);
            foreach (var path in Directory.EnumerateFiles(area, name, SearchOption.AllDirectories))
            {
                foreach (var line in File.ReadLines(path))
                {
                    var json = line.AsSpan().Trim().TrimEnd(',');
                    if (json is "" or "[" or "]" || !seen.Add(Hash(json)))
                    {
                        continue;
                    }

                    yield return (Path.GetRelativePath(area, path), type, json.ToString());
                }
            }
        }
    }

    private static UInt128 Hash(ReadOnlySpan<char> text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(MemoryMarshal.AsBytes(text), hash);
        return BitConverter.ToUInt128(hash);
    }
}
