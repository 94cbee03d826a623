using MeshActors.Kubernetes.Embedded.Tests.Crds.Bundled;
using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Kubectl;

/// <summary>The definitions that the project ships, in the hands of the real kubectl.</summary>
public sealed class BundledCrdTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private readonly KubectlRunner _kubectl = new(api);

    [KubectlFact(minor: 27)]
    public async Task BundledCrds_Installed_CheckAndExplain()
    {
        await _kubectl.RunAsync($"apply -f {CrdSet.Folder}");
        await _kubectl.RunAsync("wait --for=condition=Established crd --all --timeout=300s");
        (await _kubectl.RunAsync($"apply -f {CrdSet.Folder}")).ShouldNotContain("configured");

        (await Refused(Route("weight: all"))).ShouldContain("The VirtualService \"reviews\" is invalid: spec.http[0].route[0].weight: Invalid value: \"string\"");
        (await Refused(Rule("simple: FASTEST"))).ShouldContain("spec.trafficPolicy.loadBalancer.simple: Unsupported value: \"FASTEST\": supported values: \"UNSPECIFIED\", \"LEAST_CONN\"");
        (await Refused(Route("wieght: 1"))).ShouldContain("strict decoding error: unknown field \"spec.http[0].route[0].wieght\"");
        (await _kubectl.TryAsync("apply --validate=warn -f -", Route("wieght: 1"))).Errors.ShouldContain("Warning: unknown field \"spec.http[0].route[0].wieght\"");
        (await _kubectl.RunAsync("apply -f -", Route("weight: 1"))).ShouldContain("configured");

        var explained = await _kubectl.RunAsync("explain virtualservice.spec.http --api-version=networking.istio.io/v1");
        explained.ShouldContain("Routes of HTTP traffic; the first that matches applies.");
        explained.ShouldMatch(@"corsPolicy\s+<Object>\s+Rules for requests of scripts from other origins\.");
        explained.ShouldMatch(@"match\s+<\[\]Object>");
        (await _kubectl.RunAsync("explain dr.spec.trafficPolicy.loadBalancer.simple")).ShouldContain("LEAST_REQUEST");
        (await _kubectl.RunAsync("explain telemetry.spec --recursive")).ShouldContain("randomSamplingPercentage");
    }

    private async Task<string> Refused(string manifest)
    {
        var (code, output, errors) = await _kubectl.TryAsync("apply -f -", manifest);
        code.ShouldNotBe(0, output);
        return errors;
    }

    private static string Route(string more) => $"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata:
          name: reviews
        spec:
          hosts: [reviews]
          http:
          - route:
            - destination:
                host: reviews
              {more}
        """;

    private static string Rule(string balancer) => $"""
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata:
          name: reviews
        spec:
          host: reviews
          trafficPolicy:
            loadBalancer:
              {balancer}
        """;
}
