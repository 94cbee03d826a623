using System.Globalization;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Grpc;

/// <summary>
/// The listeners that a gRPC program asks for. One that dials a short name asks by that name and must be answered by it, so
/// each service is looked up under the names that may mean it.
/// </summary>
internal sealed class GrpcListenerNames
{
    public const string ServerPrefix = "xds.istio.io/grpc/lds/inbound/";

    private readonly SortedDictionary<string, Entry> _byHost = new(StringComparer.Ordinal);
    private readonly List<string> _servers = [];

    public GrpcListenerNames(IReadOnlyCollection<string> names, ProxyNode node)
    {
        IsEverything = names.Count == 0;
        foreach (var name in names)
        {
            if (name.StartsWith(ServerPrefix, StringComparison.Ordinal))
            {
                _servers.Add(name);
                continue;
            }

            var (host, port) = Split(name);
            Add(host, host, port);
            if (FullName(host, node) is { } full)
            {
                Add(full, host, port);
            }
        }

        _servers.Sort(StringComparer.Ordinal);
    }

    public bool IsEverything { get; }

    /// <summary>Names of servers' listeners, with their prefix.</summary>
    public IReadOnlyList<string> Servers => _servers;

    /// <summary>The names by which a service's port is asked for, sorted.</summary>
    public IEnumerable<string> RequestedFor(string hostname, int port)
    {
        if (IsEverything)
        {
            return [hostname];
        }

        return _byHost.TryGetValue(hostname, out var entry) && (entry.Ports is null || entry.Ports.Contains(port)) ? entry.Requested : [];
    }

    private void Add(string host, string requested, int? port)
    {
        if (!_byHost.TryGetValue(host, out var entry))
        {
            _byHost.Add(host, entry = new(port is null ? null : []));
        }

        entry.Requested.Add(requested);
        if (port is null)
        {
            // Asked for without a port: all of them.
            entry.Ports = null;
        }
        else
        {
            entry.Ports?.Add(port.Value);
        }
    }

    private static (string Host, int? Port) Split(string name)
    {
        var colon = name.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return (name, null);
        }

        return (name[..colon].Trim('[', ']'), port);
    }

    /// <summary>What a resolver with the proxy's search domains would make of the name; null where it is full already.</summary>
    private static string? FullName(string name, ProxyNode node)
    {
        if (!name.Contains('.'))
        {
            return $"{name}.{node.DnsDomain}";
        }

        foreach (var suffix in (string[])[node.Namespace, node.Namespace + ".svc"])
        {
            if (name.EndsWith("." + suffix, StringComparison.Ordinal) && node.DnsDomain.StartsWith(suffix, StringComparison.Ordinal))
            {
                return $"{name[..^(suffix.Length + 1)]}.{node.DnsDomain}";
            }
        }

        return null;
    }

    private sealed class Entry(HashSet<int>? ports)
    {
        public SortedSet<string> Requested { get; } = new(StringComparer.Ordinal);

        public HashSet<int>? Ports { get; set; } = ports;
    }
}
