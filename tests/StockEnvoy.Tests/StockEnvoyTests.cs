using MeshActors.Conformance;
using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Xds;
using MeshActors.Conformance.Xds.Served;
using MeshActors.Testing;

namespace MeshActors.StockEnvoy.Tests;

/// <summary>
/// A sample of what the console program beside does for all cases: mutual TLS by itself and by rule, credentials of a gateway,
/// certificates in files, plugins.
/// </summary>
public class StockEnvoyTests
{
    [StockEnvoyTheory]
    [InlineData("lab-mtls-strict-namespace")]
    [InlineData("lab-mutual-tls-files")]
    [InlineData("lab-secure-gateway-two-hosts-mutual")]
    [InlineData("mix-healthcare")]
    public async Task Load_EveryProxyOfACase_NothingIsRefused(string name)
    {
        var file = CaseFolder.Find(new RunOptions { Folder = SharedData.Find("conformance/xds")!, Include = name }).ShouldHaveSingleItem();

        var loads = await Sweep.LoadAsync(
            new EnvoyHost(PeerPrograms.Envoy!), new ServedSubjects(isDelta: true), XdsCase.Read(file), CancellationToken.None);

        loads.ShouldNotBeEmpty();
        loads.ShouldAllBe(load => load.Clusters > 0 && load.Listeners > 0);
        loads.SelectMany(load => load.Problems.Select(problem => $"{load.Proxy}: {problem}")).ShouldBeEmpty();
    }
}
