using System.Globalization;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.View;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Grpc;

/// <summary>A gRPC server's listener.</summary>
/// <param name="Name">The name that was asked for.</param>
/// <param name="Address">Where the server listens.</param>
/// <param name="Port">The port.</param>
/// <param name="MoreAddresses">Further addresses of a dual-stack service.</param>
/// <param name="RequiresMutualTls">Whether clients must have a certificate of the mesh.</param>
/// <param name="Authorization">Who may call.</param>
internal sealed record GrpcServerInputs(
    string Name,
    string Address,
    int Port,
    ValueList<string> MoreAddresses,
    bool RequiresMutualTls,
    ReferenceSequence<HttpFilter> Authorization);

/// <summary>Listeners of gRPC servers: who may connect, and by which security.</summary>
internal static class GrpcServers
{
    public static IEnumerable<GrpcServerInputs> For(
        TranslationContext context, GrpcListenerNames names, IReadOnlyList<ServiceTarget> targets, IGrpcAuthorization authorization)
    {
        if (names.Servers.Count == 0)
        {
            yield break;
        }

        var addresses = AddressView.Of(context.Node, context.View.Mesh.Features);
        var modes = new InboundModes(context.Node, context.View);
        var filters = authorization.For(context);
        foreach (var name in names.Servers)
        {
            var text = name.AsSpan(GrpcListenerNames.ServerPrefix.Length);
            var colon = text.LastIndexOf(':');
            if (colon < 0 || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                continue;
            }

            // Only ports that a service leads to are known; of several services the last one counts.
            if (targets.LastOrDefault(target => target.TargetPort == port) is not { } served)
            {
                continue;
            }

            yield return new(
                name,
                text[..colon].Trim("[]").ToString(),
                port,
                [.. addresses.Extra(served.Service)],
                RequiresMutualTls(modes.Of(port), context.Node),
                new(filters));
        }
    }

    /// <summary>
    /// gRPC cannot take both plain text and TLS on a port: permissive counts as strict for workloads that clients know to have
    /// mutual TLS, and as plain text for others.
    /// </summary>
    private static bool RequiresMutualTls(MutualTlsMode mode, ProxyNode node) =>
        mode == MutualTlsMode.Strict
        || (mode == MutualTlsMode.Permissive && node.Labels.GetValueOrDefault(WellKnownLabels.TlsMode) == "istio");

    public static EncodedResource Encode(GrpcServerInputs inputs)
    {
        var suffix = inputs.RequiresMutualTls ? "mtls" : "plaintext";
        var manager = new HttpConnectionManager
        {
            RouteConfig = new()
            {
                Name = "inbound",
                VirtualHosts =
                {
                    new VirtualHost { Domains = { "*" }, Routes = { new Route { Match = new() { Prefix = "/" }, NonForwardingAction = new() } } },
                },
            },
            HttpFilters = { inputs.Authorization.Items, GrpcListeners.RouterOnly() },
        };
        var chain = new FilterChain
        {
            Name = "inbound-" + suffix,
            Filters = { new Filter { Name = "inbound-hcm" + suffix, TypedConfig = EnvoyAny.Pack(manager) } },
            TransportSocket = inputs.RequiresMutualTls ? GrpcTls.Server() : null,
        };
        var listener = new Listener
        {
            Name = inputs.Name,
            Address = GrpcListeners.AddressOf(inputs.Address, inputs.Port),
            FilterChains = { chain },
        };
        listener.AdditionalAddresses.Add(inputs.MoreAddresses.Select(address => new AdditionalAddress { Address = GrpcListeners.AddressOf(address, inputs.Port) }));
        return new(inputs.Name, TypeUrls.Listener, EnvoyEncoding.ToBytes(listener));
    }
}
