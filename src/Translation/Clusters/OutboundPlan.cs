using MeshActors.Mesh.Authentication;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Translation.Clusters;

/// <summary>Which outbound clusters a proxy has, each with the inputs that decide it.</summary>
internal static class OutboundPlan
{
    public static IEnumerable<OutboundClusterInputs> Of(
        TranslationContext context, IEnumerable<Service> services, MutualTlsModes modes, ClusterMeshSettings mesh, ClusterView view, ClusterMode mode)
    {
        foreach (var service in services)
        {
            if (service.Resolution == Resolution.Alias || (mode == ClusterMode.SniDnat && service.MeshExternal))
            {
                continue;
            }

            var dynamicDns = DynamicForwardProxyClusters.AppliesTo(service, mode);
            var rule = context.Scope.DestinationRuleFor(service, context.Node.Labels);
            var facts = context.View.Facts(service.Key);
            var accounts = mode == ClusterMode.Default ? Accounts(context, service, facts) : NameList.Empty;
            foreach (var port in service.Ports)
            {
                if (port.Protocol == Protocol.Udp || (dynamicDns && !DynamicForwardProxyClusters.Supports(port.Protocol)))
                {
                    continue;
                }

                yield return new()
                {
                    Service = service,
                    Port = port,
                    Mode = mode,
                    View = view,
                    Mesh = mesh,
                    Rule = rule?.Rule,
                    ServiceAccounts = accounts,
                    ServiceMode = service.MeshExternal ? MutualTlsMode.Unset : modes.Of(service.Namespace),
                    IsTunnelled = mode == ClusterMode.Default && facts.TunnelPorts.Contains(port.Name),
                    PassthroughMustBePlain = !facts.MutualTlsPorts.Contains(port.Name),
                    Inline = service.Resolution is Resolution.DnsLb or Resolution.DnsRoundRobinLb
                        ? InlineEndpoints.Of(context, service, port, rule, facts)
                        : null,
                };
            }
        }
    }

    private static NameList Accounts(TranslationContext context, Service service, ServiceFacts facts) =>
        facts.ServiceAccounts.Count == 0 && service.DeclaredServiceAccounts.Count == 0
            ? NameList.Empty
            : new(SpiffeIdentity.WithAliases(
                [.. facts.ServiceAccounts, .. service.DeclaredServiceAccounts], context.View.Mesh.TrustDomainAliases));
}
