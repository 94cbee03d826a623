using System.Collections.Immutable;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Tests.Endpoints;
using MeshActors.Yaml;

namespace MeshActors.Translation.Tests;

/// <summary>Whatever changes in whatever order, what is remembered of earlier meshes never shows in what is translated.</summary>
public sealed class RandomFormsTests
{
    private const int Steps = 60;

    private static readonly string[] RouteNames = ["80", "http.80", "ext.example.com:9000", "cart.shop.svc.cluster.local:80"];

    private static readonly ProxyNode[] Nodes =
    [
        Scene.Client,
        Scene.Client with { Id = "cart-0.shop", IpAddresses = ["10.1.0.1"], Labels = new Dictionary<string, string> { ["app"] = "cart" } },
        Scene.Client with { Id = "gw-0.shop", Type = ProxyType.Router, IpAddresses = ["10.1.0.9"], Labels = new Dictionary<string, string> { ["istio"] = "gw" } },
    ];

    /// <summary>What each object may be from step to step, beside absent.</summary>
    private static readonly MeshObject[][] Slots =
    [
        Slot("v1 Service shop/cart", "clusterIP: 10.96.0.1, selector: {app: cart}, ports: [{name: http, port: 80, targetPort: 8080}]",
            "clusterIP: None, selector: {app: cart}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp, port: 5432}]"),
        Slot("v1 Service shop/db", "clusterIP: 10.96.0.2, selector: {app: db}, ports: [{name: tcp, port: 5432}]",
            "clusterIP: 10.96.0.2, selector: {app: db}, ports: [{name: any, port: 80}], trafficDistribution: PreferClose"),
        Slot("networking.istio.io/v1 ServiceEntry shop/ext",
            "hosts: [ext.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]",
            "hosts: [ext.example.com, '*.wild.example.com'], resolution: NONE, addresses: [198.51.100.0/24], ports: [{number: 443, name: tls, protocol: TLS}]",
            "hosts: [cart.shop.svc.cluster.local], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.1}]"),
        Slot("networking.istio.io/v1 VirtualService shop/cart", "hosts: [cart], http: [{route: [{destination: {host: cart}}], timeout: 3s}]",
            "hosts: [cart], http: [{route: [{destination: {host: cart, subset: v1}, weight: 10}, {destination: {host: db}, weight: 90}]}]",
            "hosts: [db], tcp: [{match: [{port: 5432}], route: [{destination: {host: cart, port: {number: 80}}}]}]"),
        Slot("networking.istio.io/v1 VirtualService istio-system/edge",
            "hosts: ['*'], gateways: [shop/gw], http: [{route: [{destination: {host: cart.shop.svc.cluster.local}}]}]",
            "hosts: [a.example], gateways: [shop/gw, mesh], http: [{redirect: {uri: /x}}]"),
        Slot("networking.istio.io/v1 DestinationRule shop/cart", "host: cart, subsets: [{name: v1, labels: {version: v1}}]",
            "host: cart, trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true}}, outlierDetection: {interval: 1s}}",
            "host: '*.example.com', trafficPolicy: {tls: {mode: SIMPLE}}"),
        Slot("networking.istio.io/v1 DestinationRule istio-system/all", "host: '*.local', trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}",
            "host: cart.shop.svc.cluster.local, trafficPolicy: {connectionPool: {tcp: {maxConnections: 3}}}"),
        Slot("networking.istio.io/v1 Sidecar shop/default", "egress: [{hosts: [./cart.shop.svc.cluster.local]}]",
            "outboundTrafficPolicy: {mode: REGISTRY_ONLY}, egress: [{hosts: ['*/*']}]"),
        Slot("networking.istio.io/v1 Sidecar istio-system/default", "egress: [{hosts: ['./*']}]"),
        Slot("networking.istio.io/v1 Gateway shop/gw",
            "selector: {istio: gw}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]",
            "selector: {istio: gw}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [a.example], tls: {httpsRedirect: true}}]"),
        Slot("security.istio.io/v1 PeerAuthentication shop/default", "mtls: {mode: STRICT}", "mtls: {mode: DISABLE}"),
        Slot("security.istio.io/v1 AuthorizationPolicy shop/some", "rules: [{from: [{source: {namespaces: [shop]}}]}]", "{}", "selector: {matchLabels: {app: cart}}"),
        Slot("telemetry.istio.io/v1 Telemetry istio-system/mesh", "accessLogging: [{providers: [{name: envoy}]}]"),
        Slot("networking.istio.io/v1alpha3 EnvoyFilter shop/patch", """
            configPatches: [{applyTo: CLUSTER, match: {cluster: {service: cart.shop.svc.cluster.local}}, patch: {operation: MERGE, value: {connect_timeout: 9s}}}]
            """),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Translate_RandomChanges_EqualsTranslatingAfresh(int seed)
    {
        var random = new Random(seed);
        var globals = new MeshGlobals { Mesh = MeshConfigDefaults.Mesh, Networks = new() };
        var translator = new XdsTranslator();
        var clusters = new Dictionary<string, ClusterObjects> { ["shop"] = Nothing, ["istio-system"] = Nothing };
        Dictionary<string, CompiledNamespace> compiled = [];
        MeshView? view = null;
        for (var step = 0; step < Steps; step++)
        {
            var slot = Slots[random.Next(Slots.Length)];
            var choice = random.Next(slot.Length + 1);
            var ns = slot[0].Meta.Namespace;
            clusters[ns] = Set(clusters[ns], slot[0], choice < slot.Length ? slot[choice] : null);

            compiled = clusters.ToDictionary(pair => pair.Key, pair => Compile(globals, pair.Key, pair.Value, compiled.GetValueOrDefault(pair.Key)));
            view = Assemble(globals, compiled, view);
            var afresh = clusters.ToDictionary(pair => pair.Key, pair => Compile(globals, pair.Key, pair.Value, null));

            foreach (var node in Nodes)
            {
                var now = Translate(translator, TranslationContext.Of(node, view));
                var expected = Translate(new(), TranslationContext.Of(node, Assemble(globals, afresh, null)));
                now.ShouldBe(expected, $"{node.Id} at step {step} of seed {seed}");
            }
        }
    }

    private static ClusterObjects Nothing => new() { ClusterId = "Kubernetes", Objects = ImmutableDictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>>.Empty };

    private static ClusterObjects Set(ClusterObjects cluster, MeshObject slot, MeshObject? item)
    {
        var kind = cluster.OfKind(slot.Kind).Where(pair => pair.Key != slot.Meta.Name).ToDictionary();
        if (item is not null)
        {
            kind[slot.Meta.Name] = item;
        }

        var objects = cluster.Objects.ToDictionary();
        objects[slot.Kind] = kind;
        return cluster with { Objects = objects };
    }

    private static CompiledNamespace Compile(MeshGlobals globals, string ns, ClusterObjects cluster, CompiledNamespace? previous) =>
        NamespaceCompiler.Compile(new() { Namespace = ns, Globals = globals, Clusters = [cluster] }, previous);

    private static MeshView Assemble(MeshGlobals globals, Dictionary<string, CompiledNamespace> compiled, MeshView? previous) =>
        MeshView.Assemble(globals, compiled.ToDictionary(pair => pair.Key, pair => pair.Value.Snapshot), previous);

    private static List<string> Translate(XdsTranslator translator, TranslationContext context) =>
    [
        .. XdsTranslator.WildcardTypes
            .SelectMany(type => translator.Translate(type, context))
            .Concat(translator.Translate(XdsType.Route, context, RouteNames))
            .Select(resource => $"{resource.Name} {Convert.ToBase64String(resource.Value.Span)}"),
    ];

    /// <param name="identity">Version, kind, namespace and name.</param>
    /// <param name="specs">The contents that the object may have, in flow style.</param>
    private static MeshObject[] Slot(string identity, params string[] specs)
    {
        var parts = identity.Split(' ', '/');
        var (version, kind, ns, name) = (string.Join('/', parts[..^3]), parts[^3], parts[^2], parts[^1]);
        return
        [
            .. specs.Select(spec =>
            {
                var content = spec.StartsWith('{') ? spec : $"{{{spec.Trim()}}}";
                var yaml = $"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: {name}, namespace: {ns}}}\nspec: {content}\n";
                var parsed = ObjectParser.Parse(YamlDocuments.ToJson(yaml).Single());
                return parsed.Object ?? throw new InvalidDataException(parsed.Describe());
            }),
        ];
    }
}
