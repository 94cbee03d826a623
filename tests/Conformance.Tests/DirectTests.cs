using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Xds;
using MeshActors.Conformance.Xds.Direct;
using MeshActors.Testing;

namespace MeshActors.Conformance.Tests;

/// <summary>What the translation already gives exactly as recorded, so that it stays so.</summary>
public class DirectTests
{
    [SharedDataFact("conformance/xds")]
    public async Task Run_BookinfoWithoutGatewayApi_EndpointsAndNameTablesAreEqual()
    {
        var kind = new XdsCaseKind(new DirectSubjects(), explain: true);
        var cases = CaseFolder.Find(new RunOptions
        {
            Folder = SharedData.Find("conformance/xds")!,
            Include = "sample-bookinfo-*",
            ExcludeKinds = new HashSet<string> { "Gateway.gateway.networking.k8s.io", "GatewayClass", "HTTPRoute" },
        });
        cases.ShouldNotBeEmpty();

        foreach (var file in cases)
        {
            var result = await kind.RunAsync(file, CancellationToken.None);

            result.Notes.ShouldBeEmpty();
            result.Parts["endpoints"].IsEqual.ShouldBeTrue(file.Name);
            result.Parts["name-table"].IsEqual.ShouldBeTrue(file.Name);
        }
    }
}
