using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Xds;

namespace MeshActors.Conformance.Tests;

public sealed class ComparisonTests : IDisposable
{
    private readonly SmallCase _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public async Task Run_AnswersAsRecorded_AreEqual()
    {
        var result = await RunAsync((_, resources) => resources);

        result.IsEqual.ShouldBeTrue();
        result.Total.ShouldBe(new Tally(4, 4));
        result.Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_SetsInAnotherOrder_AreEqual()
    {
        var result = await RunAsync((_, resources) => resources.Select(resource =>
        {
            switch (resource)
            {
                case RouteConfiguration routes:
                    Reverse(routes.VirtualHosts);
                    Reverse(routes.VirtualHosts[1].Domains);
                    break;
                case ClusterLoadAssignment assignment:
                    Reverse(assignment.Endpoints);
                    Reverse(assignment.Endpoints[0].LbEndpoints);
                    break;
            }

            return resource;
        }).Reverse());

        result.Differences.ShouldBeEmpty();
        result.IsEqual.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_RoutesInAnotherOrder_Differ()
    {
        var result = await RunAsync((_, resources) => resources.Select(resource =>
        {
            if (resource is RouteConfiguration routes)
            {
                Reverse(routes.VirtualHosts[0].Routes);
            }

            return resource;
        }));

        result.Total.ShouldBe(new Tally(4, 3));
        var difference = result.Differences.ShouldHaveSingleItem();
        difference.Resource.ShouldBe("web routes 80");
        difference.Details.ShouldHaveSingleItem().Path.ShouldEndWith(".routes (order)");
    }

    [Fact]
    public async Task Run_MissingExtraAndChangedResources_AreCountedAndNamed()
    {
        var result = await RunAsync((sort, resources) => sort == ResourceSort.Clusters
            ? [new Cluster { Name = "c", ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)) }, new Cluster { Name = "e" }]
            : resources);

        result.Total.ShouldBe(new Tally(5, 2));
        result.Parts["clusters"].ShouldBe(new Tally(3, 0));
        result.Differences.Select(d => (d.Resource, d.Details[0].Path, d.Details[0].Expected, d.Details[0].Got)).ShouldBe(
        [
            ("web clusters c", "connectTimeout", "\"10s\"", "\"5s\""),
            ("web clusters d", "", """{"name":"d","connectTimeout":"10s"}""", null),
            ("web clusters e", "", null, """{"name":"e"}"""),
        ]);
    }

    [Fact]
    public async Task Run_DefaultsSpelledOutAgainstAbsent_AreEqual()
    {
        var result = await RunAsync((_, resources) => resources.Select(resource =>
        {
            if (resource is Cluster cluster)
            {
                cluster.AltStatName = "";
                cluster.RespectDnsTtl = false;
            }

            return resource;
        }));

        result.IsEqual.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_SubjectThatFails_CountsEverythingAsMissingAndSaysWhy()
    {
        var result = await RunAsync((_, _) => throw new InvalidOperationException("out of order"));

        result.Total.ShouldBe(new Tally(4, 0));
        result.Notes.ShouldHaveSingleItem().ShouldContain("out of order");
    }

    private async Task<CaseResult> RunAsync(Func<ResourceSort, IReadOnlyList<IMessage>, IEnumerable<IMessage>> change)
    {
        var file = CaseFolder.Find(new RunOptions { Folder = _small.Folder }).ShouldHaveSingleItem();
        return await new XdsCaseKind(new RecordedSubjects(change), explain: true).RunAsync(file, CancellationToken.None);
    }

    private static void Reverse<T>(Google.Protobuf.Collections.RepeatedField<T> items)
    {
        var reversed = items.Reverse().ToArray();
        items.Clear();
        items.AddRange(reversed);
    }
}
