using MeshActors.Kubernetes.Embedded.Tests.Support;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Kubectl;

public sealed class IstioCrdTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Crds = "conformance/crds/crd-all.gen.yaml";

    private readonly KubectlRunner _kubectl = new(api);

    [KubectlFact(Crds)]
    public async Task IstioCrds_Installed_ServeTheirKinds()
    {
        await _kubectl.RunAsync($"apply -f {SharedData.Find(Crds)}");
        await _kubectl.RunAsync("wait --for=condition=Established crd --all --timeout=300s");
        await _kubectl.RunAsync("apply -f -", Route("reviews", "v1"));

        (await _kubectl.RunAsync("get vs")).ShouldMatch(@"NAME +GATEWAYS +HOSTS +AGE\s+route +\[""reviews""\]");
        (await _kubectl.RunAsync("get virtualservices.v1beta1.networking.istio.io route -o jsonpath={.apiVersion}")).ShouldBe("networking.istio.io/v1beta1");
        (await _kubectl.RunAsync("explain virtualservice.spec.hosts")).ShouldMatch("FIELD: +hosts");
        (await _kubectl.RunAsync("apply -f -", Route("ratings", "v2"))).ShouldContain("configured");
        // Older ones would find it by themselves, in other words.
        var (code, _, errors) = await _kubectl.TryAsync("apply --validate=false -f -", Route("reviews", "v1").Replace("\"weight\":100", "\"weight\":\"all\"", StringComparison.Ordinal));
        code.ShouldNotBe(0);
        errors.ShouldContain("spec.http[0].route[0].weight in body must be of type integer");
        await _kubectl.RunAsync("delete crd virtualservices.networking.istio.io --timeout=300s");
        (await _kubectl.TryAsync("get virtualservices.networking.istio.io")).Code.ShouldNotBe(0);
    }

    private static string Route(string host, string subset) => $$$"""
        {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"route"},
         "spec":{"hosts":["{{{host}}}"],"http":[{"route":[{"destination":{"host":"{{{host}}}","subset":"{{{subset}}}"},"weight":100}]}]}}
        """;
}
