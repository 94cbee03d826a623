using System.Text;
using System.Text.Json;
using MeshActors.Kubernetes.Admission;
using MeshActors.Kubernetes.Tests.Double;

namespace MeshActors.Kubernetes.Tests.Typed;

public sealed class TypedObjectsTests
{
    [Fact]
    public async Task Find_OfWhatIsNotThere_IsNull()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Served = [];
        using var client = api.Connect();

        (await client.FindAsync<ConfigMap>("a", "x", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Change_LosingToAnotherWriter_ReadsAgainAndDecidesAnew()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Put(ResourceTypes.ConfigMaps, "a", "x", """{"n":"1"}""");
        using var client = api.Connect();
        var seen = new List<string>();

        await client.ChangeAsync<ConfigMap>("a", "x", current =>
        {
            seen.Add(current!.Data!["n"]);
            if (seen.Count == 1)
            {
                api.Put(ResourceTypes.ConfigMaps, "a", "x", """{"n":"2"}""");
                api.Next(409, """{"kind":"Status","status":"Failure","reason":"Conflict","code":409}""");
            }

            return current with { Data = new Dictionary<string, string> { ["n"] = seen[^1] + "+1" } };
        }, default);

        seen.ShouldBe(["1", "2"]);
        api.Requests[^1].Body.ShouldContain("\"n\":\"2\\u002B1\"");
    }

    [Fact]
    public async Task TokenReview_ThatAuthenticates_SaysWho()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Next(201, """
            {"kind":"TokenReview","apiVersion":"authentication.k8s.io/v1","metadata":{},"spec":{"token":"t","audiences":["istio-ca"]},
             "status":{"authenticated":true,"user":{"username":"system:serviceaccount:ns:sa","groups":["g"],"extra":{"k":["v"]}},"audiences":["istio-ca"]}}
            """);
        using var client = api.Connect();

        var status = await client.ReviewTokenAsync("t", ["istio-ca"], default);

        status.Authenticated.ShouldBeTrue();
        status.User!.Username.ShouldBe("system:serviceaccount:ns:sa");
        api.Requests.Single().Path.ShouldBe("/apis/authentication.k8s.io/v1/tokenreviews");
        api.Requests.Single().Body.ShouldContain("""{"token":"t","audiences":["istio-ca"]}""");
    }

    [Fact]
    public void AdmissionReview_OfACreation_KeepsTheObjectAsItIs()
    {
        var review = JsonSerializer.Deserialize(
            """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u","operation":"CREATE","namespace":"n",
             "kind":{"group":"","version":"v1","kind":"Pod"},"object":{"spec":{"containers":[]}},"userInfo":{"username":"me"}}}
            """,
            KubernetesJson.Default.AdmissionReview)!;

        review.Request!.Object!.Value.GetProperty("spec").GetRawText().ShouldBe("""{"containers":[]}""");
        var answer = new AdmissionReview
        {
            Response = new AdmissionResponse { Uid = "u", Allowed = false, Patch = "[]"u8.ToArray(), PatchType = "JSONPatch" },
        };
        JsonSerializer.Serialize(answer, KubernetesJson.Default.AdmissionReview).ShouldBe(
            """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"u","allowed":false,"patch":"W10=","patchType":"JSONPatch"}}""");
    }

    [Fact]
    public void Webhook_ReadAndWritten_KeepsFieldsThatAreNotOurs()
    {
        var json = """
            {"apiVersion":"admissionregistration.k8s.io/v1","kind":"MutatingWebhookConfiguration","metadata":{"name":"w"},
            "webhooks":[{"name":"a","clientConfig":{"url":"https://x"},"rules":[{"operations":["CREATE"]}],"sideEffects":"None"}]}
            """;
        var read = KubernetesObject.Parse(ResourceTypes.MutatingWebhookConfigurations, Encoding.UTF8.GetBytes(json)).As<MutatingWebhookConfiguration>();

        var written = Encoding.UTF8.GetString(TypedObjects.ToJson(read));

        written.ShouldContain("""
            "rules":[{"operations":["CREATE"]}],"sideEffects":"None"
            """);
    }
}
