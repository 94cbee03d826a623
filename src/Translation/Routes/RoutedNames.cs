using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>The host names that VirtualServices are for or lead to: a service with another one means nothing to them.</summary>
internal sealed class RoutedNames
{
    private readonly HashSet<string> _exact = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _wildcards = [];
    private readonly bool _any;

    public RoutedNames(IReadOnlyList<Config<VirtualService>> virtualServices)
    {
        foreach (var config in virtualServices)
        {
            _any = true;
            foreach (var host in config.Spec.Hosts)
            {
                if (Hostname.IsWildcard(host))
                {
                    _wildcards.Add(host.ToLowerInvariant());
                }
                else
                {
                    _exact.Add(host);
                }
            }

            foreach (var destination in config.Spec.Http.SelectMany(RouteTargets.Of))
            {
                _exact.Add(destination.Host);
            }
        }
    }

    /// <summary>Whether a VirtualService may treat the service in any way. Services with wildcards meet whoever comes by.</summary>
    public bool MayConcern(Service service)
    {
        if (!_any)
        {
            return false;
        }

        var host = service.Hostname.ToLowerInvariant();
        return Hostname.IsWildcard(host) || _exact.Contains(host) || _wildcards.Exists(wide => Hostname.Matches(host, wide));
    }
}
