using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Analysis.References;

/// <summary>
/// Hosts, subsets and gateways that a VirtualService names and that are not there for it: its routes are translated all the same,
/// and requests that take them are answered with 503 by the proxy.
/// </summary>
public static class VirtualServiceReferences
{
    public static IReadOnlyList<AnalysisMessage> Check(Config<VirtualService> config, MeshView view)
    {
        var messages = new List<AnalysisMessage>();
        foreach (var (path, destination) in Destinations(config.Spec))
        {
            Check(destination, path, config.Meta.Namespace, view, messages);
        }

        for (var i = 0; i < config.Spec.Gateways.Count; i++)
        {
            var gateway = ShortNames.Gateway(config.Spec.Gateways[i], config.Meta.Namespace);
            if (gateway != ShortNames.MeshGateway && gateway.Split('/') is [var ns, var name] && view.Find<Gateway>(ns, name) is null)
            {
                Add(messages, $"spec.gateways[{i}]", $"there is no Gateway {gateway}");
            }
        }

        return messages;
    }

    private static void Check(Destination destination, string path, string ns, MeshView view, List<AnalysisMessage> messages)
    {
        var host = ShortNames.Host(destination.Host, ns, view.Globals.DomainSuffix);
        if (FindService(host, ns, view) is not { } service)
        {
            Add(messages, $"{path}.host", $"no service {host} is visible to namespace {ns}");
        }
        else if (destination.Subset.Length > 0 && !HasSubset(service, destination.Subset, ns, view))
        {
            Add(messages, $"{path}.subset", $"no DestinationRule for {host} that applies to namespace {ns} has a subset {destination.Subset}");
        }
    }

    private static Service? FindService(string host, string ns, MeshView view) =>
        view.ServicesNamed(host).Values.FirstOrDefault(service => view.IsVisible(service, ns))
        ?? view.ServicesVisibleTo(ns).FirstOrDefault(service => Hostname.IsWildcard(service.Hostname) && Hostname.SubsetOf(host, service.Hostname));

    // A rule applies from the namespace of the clients, of the service, or of the whole mesh.
    private static bool HasSubset(Service service, string subset, string ns, MeshView view) =>
        new[] { ns, service.Namespace, view.RootNamespace }.Distinct(StringComparer.Ordinal)
            .SelectMany(view.In<DestinationRule>)
            .Any(rule => rule.Spec.Subsets.Any(candidate => candidate.Name == subset)
                && Hostname.SubsetOf(service.Hostname, ShortNames.Host(rule.Spec.Host, rule.Meta.Namespace, view.Globals.DomainSuffix)));

    private static IEnumerable<(string Path, Destination Destination)> Destinations(VirtualService spec)
    {
        var all = spec.Http.SelectMany((route, i) => route.Route.Select((to, j) => ($"spec.http[{i}].route[{j}].destination", to.Destination)))
            .Concat(spec.Http.Select((route, i) => ($"spec.http[{i}].mirror", route.Mirror)))
            .Concat(spec.Http.SelectMany((route, i) => route.Mirrors.Select((mirror, j) => ($"spec.http[{i}].mirrors[{j}].destination", mirror.Destination))))
            .Concat(spec.Tls.SelectMany((route, i) => route.Route.Select((to, j) => ($"spec.tls[{i}].route[{j}].destination", to.Destination))))
            .Concat(spec.Tcp.SelectMany((route, i) => route.Route.Select((to, j) => ($"spec.tcp[{i}].route[{j}].destination", to.Destination))));
        foreach (var (path, destination) in all)
        {
            if (destination is { Host.Length: > 0 })
            {
                yield return (path, destination);
            }
        }
    }

    private static void Add(List<AnalysisMessage> messages, string path, string text) =>
        messages.Add(new(MessageType.ReferencedResourceNotFound, path, text));
}
