using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Telemetry;

/// <summary>Where an extension provider's service is.</summary>
/// <param name="Hostname">The service's host name.</param>
/// <param name="Cluster">The outbound cluster that leads to it.</param>
internal readonly record struct ProviderTarget(string Hostname, string Cluster);

/// <summary>The services of the mesh's extension providers, as far as the registry knows them.</summary>
internal sealed record ProviderTargets(ValueList<KeyValuePair<(string Service, int Port), ProviderTarget>> Known)
{
    public static ProviderTargets Of(MeshView view)
    {
        var known = new List<KeyValuePair<(string, int), ProviderTarget>>();
        foreach (var (service, port) in view.Mesh.ExtensionProviders.SelectMany(ServicesOf).Distinct())
        {
            if (HostnameOf(service, view) is { } hostname)
            {
                known.Add(new((service, port), new(hostname, Naming.ClusterName(Naming.Outbound, "", hostname, port))));
            }
        }

        return new([.. known]);
    }

    /// <summary>Null where no service, or more than one, has the name.</summary>
    public ProviderTarget? Find(string service, int port)
    {
        foreach (var (key, target) in Known)
        {
            if (key.Port == port && key.Service == service)
            {
                return target;
            }
        }

        return null;
    }

    private static string? HostnameOf(string service, MeshView view)
    {
        if (service.Split('/') is [var ns, var name])
        {
            return view.ServicesNamed(name).ContainsKey(ns) ? name : null;
        }

        // Without a namespace the name must be unambiguous.
        return view.ServicesNamed(service).Count == 1 ? service : null;
    }

    /// <summary>The services that a provider names, however they are written.</summary>
    public static IEnumerable<(string Service, int Port)> ServicesOf(ExtensionProvider provider)
    {
        if (provider.Zipkin is { } zipkin)
        {
            yield return (zipkin.Service, zipkin.Port);
        }

        if (provider.Datadog is { } datadog)
        {
            yield return (datadog.Service, datadog.Port);
        }

        if (provider.Skywalking is { } skywalking)
        {
            yield return (skywalking.Service, skywalking.Port);
        }

        if (provider.Opentelemetry is { } telemetry)
        {
            yield return (telemetry.Service, telemetry.Port);
            if (telemetry.DynatraceSampler?.HttpService is { } sampler)
            {
                yield return (sampler.Service, sampler.Port);
            }
        }

        if (provider.EnvoyHttpAls is { } http)
        {
            yield return (http.Service, http.Port);
        }

        if (provider.EnvoyTcpAls is { } tcp)
        {
            yield return (tcp.Service, tcp.Port);
        }

        if (provider.EnvoyOtelAls is { } logs)
        {
            yield return (logs.Service, logs.Port);
        }

        if (provider.Sds is { } sds)
        {
            yield return (sds.Service, sds.Port);
        }
    }
}
