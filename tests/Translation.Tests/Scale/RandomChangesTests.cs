using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Translation.Tests.Scale;

/// <summary>Whatever changes in whatever order, what is translated step by step is what is translated from nothing.</summary>
public sealed class RandomChangesTests
{
    private const int Steps = 250;
    private const int SweepEvery = 40;

    private static readonly ProxyNode[] Proxies =
    [
        Proxy(ProxyType.Sidecar, "one", "10.1.0.1", "app", "n1"),
        Proxy(ProxyType.Sidecar, "two", "10.1.0.2", "app", "a"),
        Proxy(ProxyType.Router, "one", "10.1.0.3", "istio", "gateway"),
        Proxy(ProxyType.Router, "gateways", "10.1.0.4", "istio", "gateway"),

        // No pod: what it is stands in a ServiceEntry.
        Proxy(ProxyType.Sidecar, "one", "10.1.0.5", "app", "none") with { NodeName = "" },
    ];

    private static readonly string[] SidecarRoutes = ["80", "8080", "8888", "http_proxy", "h1.example.com:80", "n1.one.svc.cluster.local:8080", "none"];

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(3, 15)]
    [InlineData(4, 40)]
    public void Translate_RandomChanges_EqualsTranslatingAfresh(int seed, int names)
    {
        var random = new Random(seed);
        var mesh = new ChangingMesh();
        var objects = new RandomObjects(mesh, random, names);
        var translator = new XdsTranslator();
        for (var step = 0; step < Steps; step++)
        {
            objects.Change();
            if (random.Next(4) == 0)
            {
                // Several changes may come to one view.
                continue;
            }

            var (stepwise, afresh) = (mesh.Step(), mesh.Afresh());
            foreach (var proxy in Proxies)
            {
                ShouldEqual(Translate(translator, proxy, stepwise), Translate(new(), proxy, afresh), $"{proxy.Type} of {proxy.Namespace} at step {step} of seed {seed}");
            }

            if (random.Next(SweepEvery) == 0)
            {
                translator.Sweep();
            }
        }
    }

    private static IReadOnlyList<EncodedResource> Translate(XdsTranslator translator, ProxyNode proxy, MeshView view)
    {
        var context = TranslationContext.Of(proxy, view);
        IReadOnlyList<string> routes = proxy.Type == ProxyType.Sidecar
            ? SidecarRoutes
            : ["http.80", "http.8080", "none", .. view.GatewaysOf(context.Node)?.ServersByRouteName.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()];
        var clusters = translator.Translate(XdsType.Cluster, context);
        var book = translator.QueriesOf(context);
        return
        [
            .. clusters,
            .. translator.Translate(XdsType.Listener, context),
            .. translator.Translate(XdsType.Route, context, routes),
            .. translator.Translate(XdsType.NameTable, context),
            .. clusters.Select(cluster => EndpointTranslator.Translate(book.For(context, cluster.Name, out _), null)),
        ];
    }

    private static void ShouldEqual(IReadOnlyList<EncodedResource> stepwise, IReadOnlyList<EncodedResource> afresh, string when)
    {
        stepwise.Select(Describe).ShouldBe(afresh.Select(Describe), when);
        for (var i = 0; i < afresh.Count; i++)
        {
            stepwise[i].Value.Span.SequenceEqual(afresh[i].Value.Span).ShouldBeTrue($"{afresh[i].Name} of the {when}");
        }
    }

    private static string Describe(EncodedResource resource) => $"{resource.Name} {resource.Version}";

    private static ProxyNode Proxy(ProxyType type, string ns, string address, string label, string value) => new()
    {
        Id = $"proxy-{address}.{ns}",
        Type = type,
        IpAddresses = [address],
        Namespace = ns,
        ClusterId = "Kubernetes",
        NodeName = "node",
        DnsDomain = $"{ns}.svc.cluster.local",
        Labels = new Dictionary<string, string> { [label] = value },
    };
}
