using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Tests.Registry;

/// <summary>Whatever happens in whatever order, compiling step by step comes to what compiling at once comes to.</summary>
public sealed class RandomChangesTests
{
    private const int Steps = 150;
    private static readonly string[] Apps = ["cart", "stock", "mail"];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public void Compile_RandomChanges_EqualsCompilingAfresh(int seed, bool isTold)
    {
        var random = new Random(seed);
        ClusterObjects[] clusters = [Meshes.Cluster(Samples.Service("cart")), Meshes.Cluster(Samples.Service("cart"), "east")];
        CompiledNamespace? stepwise = null;
        for (var step = 0; step < Steps; step++)
        {
            var at = random.Next(clusters.Length);
            var changed = new List<ChangedObject>();
            for (var count = random.Next(1, 3); count > 0; count--)
            {
                var before = clusters[at];
                clusters[at] = Change(before, random);
                changed.AddRange(Differing(before, clusters[at]));
            }

            var endpoints = stepwise?.Endpoints ?? new Dictionary<ServiceKey, ServiceEndpoints>();
            stepwise = NamespaceCompiler.Compile(Meshes.Input(clusters) with { Changed = isTold ? changed : null }, stepwise);
            stepwise.ChangedEndpoints.ShouldBe(
                endpoints.Keys.Union(stepwise.Endpoints.Keys)
                    .Where(key => !ReferenceEquals(endpoints.GetValueOrDefault(key), stepwise.Endpoints.GetValueOrDefault(key))),
                ignoreOrder: true);
            var afresh = NamespaceCompiler.Compile(Meshes.Input(clusters));

            ShouldEqual(stepwise, afresh, $"step {step} of seed {seed}");
        }
    }

    private static ClusterObjects Change(ClusterObjects cluster, Random random)
    {
        var app = Apps[random.Next(Apps.Length)];
        var number = random.Next(3);
        var ip = AddressOf(app, number);
        return random.Next(11) switch
        {
            0 => cluster.With(Samples.Service(app)),
            1 => cluster.With(Samples.Service(app, meta: "labels: {istio.io/persistent-session: s}")),
            2 => cluster.Without(ResourceKinds.Service, app),
            3 or 4 => cluster.With(Samples.Pod($"{app}-{number}", app, ip, $", version: v{random.Next(2)}")),
            5 => cluster.Without(ResourceKinds.Pod, $"{app}-{number}"),
            6 or 7 => cluster.With(Samples.Slice(app, [.. Enumerable.Range(0, random.Next(4)).Select(i => ($"{app}-{i}", AddressOf(app, i)))])),
            8 => cluster.Without(ResourceKinds.EndpointSlice, $"{app}-1"),
            9 => cluster.With(Samples.WorkloadEntry($"vm-{number}", $"address: 192.0.2.{number}, labels: {{app: {app}}}")),
            _ => cluster.With(Samples.ServiceEntry(app, $$"""
                hosts: [{{app}}.shop.svc.cluster.local, {{app}}.example.com], resolution: STATIC,
                  ports: [{number: 80, name: http, protocol: HTTP}], workloadSelector: {labels: {app: {{app}} } }
                """)),
        };
    }

    private static IEnumerable<ChangedObject> Differing(ClusterObjects before, ClusterObjects after) =>
        from kind in before.Objects.Keys.Union(after.Objects.Keys)
        from name in before.OfKind(kind).Keys.Union(after.OfKind(kind).Keys)
        where !ReferenceEquals(before.OfKind(kind).GetValueOrDefault(name), after.OfKind(kind).GetValueOrDefault(name))
        select new ChangedObject(before.ClusterId, kind, name);

    private static string AddressOf(string app, int number) => $"10.1.{Array.IndexOf(Apps, app)}.{number}";

    private static void ShouldEqual(CompiledNamespace stepwise, CompiledNamespace afresh, string when)
    {
        stepwise.Endpoints.Keys.ShouldBe(afresh.Endpoints.Keys, ignoreOrder: true, when);
        foreach (var (key, endpoints) in afresh.Endpoints)
        {
            stepwise.Endpoints[key].Endpoints.ShouldBe(endpoints.Endpoints, when);
            stepwise.Snapshot.Facts[key].ShouldBe(afresh.Snapshot.Facts[key], when);
        }

        stepwise.Snapshot.Facts.Count.ShouldBe(afresh.Snapshot.Facts.Count, when);
        stepwise.Snapshot.Services.Select(Describe).ShouldBe(afresh.Snapshot.Services.Select(Describe), when);
    }

    private static string Describe(Service service) =>
        $"{service} {service.Registry} {service.Source} {service.KeepsSessions(MeshFeatures.Default)} "
        + $"{string.Join(',', service.ClusterVips.Keys.Order(StringComparer.Ordinal))}";
}
