using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Translation.Tests.Scale;

public sealed class QueryBookChangesTests
{
    private const int Steps = 400;

    private static readonly ProxyNode Proxy = new()
    {
        Id = "proxy.one",
        Type = ProxyType.Sidecar,
        IpAddresses = ["10.1.0.1"],
        Namespace = "one",
        ClusterId = "Kubernetes",
        NodeName = "node",
        DnsDomain = "one.svc.cluster.local",
        Labels = new Dictionary<string, string> { ["app"] = "n1" },
    };

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 15)]
    [InlineData(3, 40)]
    public void MayDiffer_RandomChanges_LeavesOutOnlyWhatIsTheSame(int seed, int names)
    {
        var mesh = new ChangingMesh();
        var objects = new RandomObjects(mesh, new Random(seed), names);
        var translator = new XdsTranslator();
        var known = new Dictionary<string, EndpointQuery>(StringComparer.Ordinal);
        EndpointQueryBook? before = null;
        var left = 0;
        for (var step = 0; step < Steps; step++)
        {
            objects.Change();
            var context = TranslationContext.Of(Proxy, mesh.Step());
            var book = translator.QueriesOf(context);

            string[] same = before is null ? [] : [.. known.Keys.Except(book.MayDiffer(before, known.Keys))];
            left += same.Length;

            // Also of clusters that are no more: their proxies may not know yet.
            foreach (var name in known.Keys.Union(translator.Translate(XdsType.Cluster, context).Select(cluster => cluster.Name)).ToArray())
            {
                var query = book.For(context, name, out var isLasting);
                if (isLasting && same.Contains(name))
                {
                    query.ShouldBe(known[name], $"{name} at step {step} of seed {seed}");
                }

                known[name] = query;
            }

            before = book;
        }

        left.ShouldBeGreaterThan(Steps);
    }
}
