using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Validation.Meshes;

/// <summary>
/// What istiod refuses of a mesh configuration that can be read: it keeps the one that it had then. Extension providers may be
/// wrong as long as nothing uses them.
/// </summary>
public static class MeshConfigRules
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromHours(1);

    /// <summary>What is wrong, by field; empty where nothing is.</summary>
    public static IReadOnlyList<FieldError> Check(MeshConfig mesh)
    {
        var errors = new List<FieldError>();
        ObjectValidator.CheckPort(mesh.ProxyListenPort, "proxyListenPort", errors);
        FieldChecks.Duration(mesh.ConnectTimeout, "connectTimeout", errors);
        if (mesh.ConnectTimeout > LongestConnect)
        {
            errors.Add(new("connectTimeout", "must not be longer than an hour"));
        }

        if (mesh.ProtocolDetectionTimeout is { } detection && !FieldChecks.IsWhole(detection, TimeSpan.TicksPerMillisecond))
        {
            errors.Add(new("protocolDetectionTimeout", "only durations to ms precision are supported"));
        }

        ProxyConfigRules.Check(mesh.DefaultConfig, "defaultConfig", errors);
        LocalityRules.Check(mesh.LocalityLbSetting, "localityLbSetting", errors);
        LocalityRules.Check(mesh.ZoneAwareLbSetting, "zoneAwareLbSetting", errors);
        CheckHosts(mesh.ServiceSettings, errors);
        CheckTrustDomain(mesh.TrustDomain, "trustDomain", errors);
        for (var i = 0; i < mesh.TrustDomainAliases.Count; i++)
        {
            CheckTrustDomain(mesh.TrustDomainAliases[i], $"trustDomainAliases[{i}]", errors);
        }

        if (mesh.MeshMtls is { EcdhCurves.Count: > 0 })
        {
            errors.Add(new("meshMTLS.ecdhCurves", "mutual TLS of the mesh has no curves to choose from"));
        }

        TrafficDefaultsRules.Check(mesh.DefaultTrafficPolicy, "defaultTrafficPolicy", errors);
        TrafficDefaultsRules.Check(mesh.DefaultInboundHttpRetryPolicy, "defaultInboundHttpRetryPolicy", errors);
        return errors;
    }

    private static void CheckHosts(IReadOnlyList<ServiceSettings> settings, List<FieldError> errors)
    {
        for (var i = 0; i < settings.Count; i++)
        {
            foreach (var host in settings[i].Hosts.Where(host => !DnsName.IsFullOrWildcard(host)))
            {
                errors.Add(new($"serviceSettings[{i}].hosts", $"{host} is no host name"));
            }
        }
    }

    /// <summary>A final dot is allowed.</summary>
    private static void CheckTrustDomain(string domain, string path, List<FieldError> errors)
    {
        var labels = domain.Split('.');
        var count = labels.Length > 1 && labels[^1].Length == 0 ? labels.Length - 1 : labels.Length;
        if (!labels.Take(count).All(DnsName.IsLabel))
        {
            errors.Add(new(path, $"\"{domain}\" is no trust domain"));
        }
    }
}
