using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Endpoints;

/// <summary>Works the PeerAuthentications of a service's namespace and the root namespace, and its DestinationRule, into rules.</summary>
internal static class MutualTlsRulesBuilder
{
    // The view keeps the list while no policy changes.
    private static readonly ConditionalWeakTable<
        IReadOnlyList<Config<PeerAuthentication>>, ConcurrentDictionary<(string Root, string Namespace), MutualTlsRules>> ByNamespace = [];

    private static readonly MutualTlsRules Mutual = new() { Commanded = true };
    private static readonly MutualTlsRules Other = new() { Commanded = false };

    public static MutualTlsRules Build(QueryBasis basis, MeshView view, string @namespace, DestinationRule? rule, string subset, int port)
    {
        if (ClientMode(rule, subset, port) is { } mode)
        {
            // Nothing else counts then: one key for all that share it.
            return mode == ClientTlsMode.IstioMutual ? Mutual : Other;
        }

        return basis.MutualTlsOf(view, @namespace);
    }

    /// <summary>All services of a namespace that no rule commands share what its policies say.</summary>
    public static MutualTlsRules OfNamespace(MeshView view, string @namespace) =>
        ByNamespace.GetValue(view.All<PeerAuthentication>(), static _ => new())
            .GetOrAdd((view.RootNamespace, @namespace), static (key, view) => OfPolicies(view, key.Namespace), view);

    private static MutualTlsRules OfPolicies(MeshView view, string @namespace)
    {
        var effective = MutualTlsMode.Permissive;
        foreach (var ns in (string[])[view.RootNamespace, @namespace])
        {
            var policy = view.In<PeerAuthentication>(ns).FirstOrDefault(p => !HasSelector(p.Spec));
            effective = policy?.Spec.Mtls is { Mode: not MutualTlsMode.Unset } mtls ? mtls.Mode : effective;
        }

        return new()
        {
            IsDisabled = effective == MutualTlsMode.Disable,
            Workloads = @namespace == view.RootNamespace
                ? []
                : [.. view.In<PeerAuthentication>(@namespace).Where(p => HasSelector(p.Spec)).Select(p => Workload(p, effective))],
        };
    }

    private static bool HasSelector(PeerAuthentication policy) => policy.Selector is { Labels.Count: > 0 };

    private static WorkloadRule Workload(Config<PeerAuthentication> policy, MutualTlsMode inherited)
    {
        var own = policy.Spec.Mtls is { Mode: not MutualTlsMode.Unset } mtls ? mtls.Mode : inherited;
        var ports = new List<KeyValuePair<int, bool>>();
        foreach (var (text, setting) in policy.Spec.PortLevelMtls.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                var mode = setting.Mode == MutualTlsMode.Unset ? own : setting.Mode;
                ports.Add(new(number, mode == MutualTlsMode.Disable));
            }
        }

        return new(ValueList.OfLabels(policy.Spec.Selector!.Labels), own == MutualTlsMode.Disable, [.. ports]);
    }

    /// <summary>The TLS mode of the rule for a subset and port; null where it says none. An unknown subset has none.</summary>
    private static ClientTlsMode? ClientMode(DestinationRule? rule, string subset, int port)
    {
        if (rule is null)
        {
            return null;
        }

        if (subset.Length == 0)
        {
            return OnPort(rule.TrafficPolicy, port);
        }

        var named = rule.Subsets.FirstOrDefault(s => s.Name == subset);
        return named is null ? null : OnPort(named.TrafficPolicy, port) ?? OnPort(rule.TrafficPolicy, port);
    }

    private static ClientTlsMode? OnPort(TrafficPolicy? policy, int port) =>
        policy?.PortLevelSettings.FirstOrDefault(s => s.Port?.Number == port && s.Tls is not null)?.Tls?.Mode ?? policy?.Tls?.Mode;
}
