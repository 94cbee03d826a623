using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Admission;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    private readonly ApiFixture _api = new();
    private readonly WebhookServer _hook = new();

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        await _hook.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _hook.DisposeAsync();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task Mutating_JsonPatch_ChangesTheObject()
    {
        await ConfigureAsync("mutating");
        _hook.Answer = (_, response) =>
        {
            response["allowed"] = true;
            response["patchType"] = "JSONPatch";
            response["patch"] = Convert.ToBase64String("""[{"op":"add","path":"/data/added","value":"by hook"}]"""u8);
        };

        var created = await _api.PostAsync(Maps, Manifests.ConfigMap("patched", "\"a\":\"1\""));

        created.Code.ShouldBe(201, created.Message);
        created.Body["data"]!["added"]!.GetValue<string>().ShouldBe("by hook");
        var request = _hook.Requests.ShouldHaveSingleItem();
        request["operation"]!.GetValue<string>().ShouldBe("CREATE");
        request["namespace"]!.GetValue<string>().ShouldBe("default");
        request["userInfo"]!["username"]!.GetValue<string>().ShouldBe("admin");
    }

    [Fact]
    public async Task Validating_Denial_ReachesTheClientInItsWords()
    {
        await ConfigureAsync("validating");
        _hook.Answer = (_, response) =>
        {
            response["allowed"] = false;
            response["status"] = new JsonObject { ["message"] = "no such host" };
            response["warnings"] = new JsonArray("mind the gap");
        };

        var answer = await _api.PostAsync(Maps, Manifests.ConfigMap("denied"));

        answer.Code.ShouldBe(403);
        answer.Message.ShouldBe("admission webhook \"hook.test.dev\" denied the request: no such host");
        (await _api.GetAsync($"{Maps}/denied")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Unreachable_FailurePolicy_Decides()
    {
        await ConfigureAsync("validating", port: 1);
        var failed = await _api.PostAsync(Maps, Manifests.ConfigMap("failing"));
        await _api.DeleteAsync("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/hook");
        await ConfigureAsync("validating", port: 1, more: "\"failurePolicy\":\"Ignore\",");

        failed.Code.ShouldBe(500);
        failed.Message.ShouldStartWith("Internal error occurred: failed calling webhook \"hook.test.dev\": Post \"https://127.0.0.1:1/");
        (await _api.PostAsync(Maps, Manifests.ConfigMap("failing"))).Code.ShouldBe(201);
    }

    [Fact]
    public async Task Certificate_OfAnotherAuthority_IsNotTrusted()
    {
        await ConfigureAsync("validating", bundle: Convert.ToBase64String(Encoding.ASCII.GetBytes(_api.Server.Ca.Pem)));

        (await _api.PostAsync(Maps, Manifests.ConfigMap("untrusted"))).Message.ShouldContain("failed calling webhook");
        _hook.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"objectSelector\":{\"matchLabels\":{\"watch\":\"me\"}},", false)]
    [InlineData("\"objectSelector\":{\"matchLabels\":{\"here\":\"1\"}},", true)]
    [InlineData("\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"other\"}},", false)]
    [InlineData("\"namespaceSelector\":{\"matchExpressions\":[{\"key\":\"kubernetes.io/metadata.name\",\"operator\":\"In\",\"values\":[\"default\"]}]},", true)]
    public async Task Selectors_DecideWhoIsAsked(string selector, bool asked)
    {
        await ConfigureAsync("validating", more: selector);

        (await _api.PostAsync(Maps, Manifests.ConfigMap("selected", labels: "\"here\":\"1\""))).Code.ShouldBe(201);

        _hook.Requests.IsEmpty.ShouldBe(!asked);
    }

    [Fact]
    public async Task Service_WithEndpoints_IsResolved()
    {
        await _api.PostAsync("/api/v1/namespaces/default/services", """{"metadata":{"name":"hook"},"spec":{"ports":[{"port":443}]}}""");
        await _api.PostAsync("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices", $$$"""{"metadata":{"name":"hook-1","labels":{"kubernetes.io/service-name":"hook"}},"addressType":"IPv4","endpoints":[{"addresses":["127.0.0.1"]}],"ports":[{"port":{{{_hook.Address.Port}}}}]}""");
        await ConfigureAsync("validating", client: $$$"""{"caBundle":"{{{_hook.CaBundle}}}","service":{"namespace":"default","name":"hook","path":"/check"}}""");

        (await _api.PostAsync(Maps, Manifests.ConfigMap("via-service"))).Code.ShouldBe(201);

        _hook.Requests.ShouldHaveSingleItem();
    }

    private async Task ConfigureAsync(string type, int? port = null, string more = "", string? bundle = null, string? client = null)
    {
        client ??= $$$"""{"caBundle":"{{{bundle ?? _hook.CaBundle}}}","url":"https://127.0.0.1:{{{port ?? _hook.Address.Port}}}/check"}""";
        var answer = await _api.PostAsync(
            $"/apis/admissionregistration.k8s.io/v1/{type}webhookconfigurations",
            $$$"""
            {"metadata":{"name":"hook"},"webhooks":[{"name":"hook.test.dev",{{{more}}}"sideEffects":"None","admissionReviewVersions":["v1"],
             "clientConfig":{{{client}}},"rules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE"],"resources":["configmaps"]}]}]}
            """);
        answer.Code.ShouldBe(201, answer.Message);
    }
}
