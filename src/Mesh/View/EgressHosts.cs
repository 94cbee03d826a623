using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// The hosts of a Sidecar's egress listener (<c>namespace/host</c>, <c>./host</c>, <c>*/host</c>, <c>~/host</c> and
/// <c>~namespace/host</c> to leave out), taken apart by namespace.
/// </summary>
internal sealed class EgressHosts
{
    private const string AnyNamespace = "*";

    private readonly Dictionary<string, HostSelection> _byNamespace = new(StringComparer.Ordinal);

    public EgressHosts(IReadOnlyList<string> hosts, string ownNamespace)
    {
        ImportsEverything = hosts is ["*/*"];
        foreach (var entry in hosts)
        {
            // Admission refuses other forms; an object that slipped through imports nothing by them.
            var parts = entry.Split('/');
            if (parts.Length != 2)
            {
                continue;
            }

            var (ns, host) = (parts[0], parts[1]);
            var excluded = ns.StartsWith('~');
            if (excluded)
            {
                ns = ns.Length == 1 ? AnyNamespace : ns[1..];
            }

            ns = ns == "." ? ownNamespace : ns;
            if (!_byNamespace.TryGetValue(ns, out var selection))
            {
                _byNamespace.Add(ns, selection = new());
            }

            if (excluded)
            {
                selection.Exclude(host);
            }
            else
            {
                selection.Import(host);
                OnlyExactNames &= ns != AnyNamespace && !Hostname.IsWildcard(host);
            }
        }
    }

    /// <summary>Whether all services and routes are imported that are visible.</summary>
    public bool ImportsEverything { get; }

    /// <summary>Whether every import names one host of one namespace.</summary>
    public bool OnlyExactNames { get; } = true;

    /// <summary>Whether something of every namespace may be imported.</summary>
    public bool ReadsAllNamespaces => _byNamespace.ContainsKey(AnyNamespace);

    public IReadOnlyDictionary<string, HostSelection> ByNamespace => _byNamespace;

    public bool Excludes(string host, string ns) =>
        (_byNamespace.TryGetValue(ns, out var own) && own.Excludes(host))
        || (_byNamespace.TryGetValue(AnyNamespace, out var any) && any.Excludes(host));

    /// <summary>The parts that may import a service, that of its own namespace first; none where it is excluded.</summary>
    public IEnumerable<HostSelection> For(Service service)
    {
        if (Excludes(service.Hostname, service.Namespace))
        {
            yield break;
        }

        if (_byNamespace.TryGetValue(service.Namespace, out var own))
        {
            yield return own;
        }

        if (_byNamespace.TryGetValue(AnyNamespace, out var any))
        {
            yield return any;
        }
    }

    public bool Imports(Config<VirtualService> config)
    {
        var isGatewayApi = RouteSemantics.IsGatewayApi(config);
        return (_byNamespace.TryGetValue(config.Meta.Namespace, out var own) && ImportsAny(config, own, isGatewayApi))
            || (_byNamespace.TryGetValue(AnyNamespace, out var any) && ImportsAny(config, any, isGatewayApi));
    }

    private bool ImportsAny(Config<VirtualService> config, HostSelection selection, bool isGatewayApi)
    {
        foreach (var host in config.Spec.Hosts)
        {
            if (selection.ImportsRoute(host, isGatewayApi) && !Excludes(host, config.Meta.Namespace))
            {
                return true;
            }
        }

        return false;
    }
}
