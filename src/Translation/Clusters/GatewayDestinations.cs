using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Security;
using MeshActors.Translation.Security.Authentication;
using MeshActors.Translation.Telemetry;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// The services that a gateway's clusters are cut down to, where the installation asks for that: those that its routes lead to,
/// and those that the mesh, its policies and its EnvoyFilters name.
/// </summary>
/// <param name="Hosts">Host names, or <c>namespace/host</c>; sorted.</param>
internal sealed record GatewayDestinations(ValueList<string> Hosts)
{
    private const string ReferencesAnnotation = "envoyfilter.istio.io/referenced-services";

    private readonly HashSet<string> _hosts = new(Hosts, StringComparer.Ordinal);

    /// <returns>null where a proxy gets the clusters of all services that it sees</returns>
    public static GatewayDestinations? Of(TranslationContext context, IReadOnlyList<ServiceTarget> targets)
    {
        if (context.Node.Type != ProxyType.Router || !context.View.Mesh.Features.FilterGatewayClusters)
        {
            return null;
        }

        var view = context.View;
        var routed = view.GatewaysOf(context.Node, targets)?.GatewayNames.SelectMany(view.DestinationsOf) ?? [];
        return new([
            .. routed
                .Concat(view.Mesh.ExtensionProviders.SelectMany(ServicesOf))
                .Concat(KeyHosts(context))
                .Concat(ReferencedByFilters(context))
                .Where(host => host.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ]);
    }

    public bool Include(Service service) => _hosts.Contains(service.Hostname) || _hosts.Contains($"{service.Namespace}/{service.Hostname}");

    public bool Equals(GatewayDestinations? other) => other is not null && Hosts.Equals(other.Hosts);

    public override int GetHashCode() => Hosts.GetHashCode();

    private static IEnumerable<string> ServicesOf(ExtensionProvider provider) =>
        ProviderTargets.ServicesOf(provider).Select(found => found.Service)
            .Concat(new[] { provider.EnvoyExtAuthzHttp?.Service, provider.EnvoyExtAuthzGrpc?.Service }.OfType<string>());

    private static IEnumerable<string> KeyHosts(TranslationContext context) =>
        context.View.Mesh.Features.JwksFetching == JwksFetching.ControlPlane
            ? []
            : AppliedAuthentication.Of(context.Node, context.View)
                .Select(rule => Uri.TryCreate(rule.JwksUri, UriKind.Absolute, out var uri) ? uri.DnsSafeHost : "");

    private static IEnumerable<string> ReferencedByFilters(TranslationContext context)
    {
        var (node, view) = (context.Node, context.View);
        var proxy = PolicyAttachment.Of(node, view);
        return view.In<EnvoyFilter>(view.RootNamespace)
            .Concat(node.Namespace == view.RootNamespace ? [] : view.In<EnvoyFilter>(node.Namespace))
            .Where(filter => proxy.Attaches(filter.Meta.Namespace, view.RootNamespace, filter.Spec.WorkloadSelector, null, filter.Spec.TargetRefs))
            .SelectMany(filter => (filter.Meta.Annotations.GetValueOrDefault(ReferencesAnnotation) ?? "").Split(','));
    }
}
