using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Auth;

public sealed class AuthenticationTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task ServiceAccountToken_Review_HonoursAudience()
    {
        var token = await TokenAsync("default", "mesh");

        var right = await ReviewAsync(token, "mesh");
        var wrong = await ReviewAsync(token, "other");

        right["authenticated"]!.GetValue<bool>().ShouldBeTrue();
        right["user"]!["username"]!.GetValue<string>().ShouldBe("system:serviceaccount:default:default");
        right["audiences"]!.ToJsonString().ShouldBe("[\"mesh\"]");
        wrong["error"].ShouldNotBeNull();
        wrong.AsObject().ContainsKey("authenticated").ShouldBeFalse();
    }

    [Fact]
    public async Task Token_OfDeletedAccount_IsRefused()
    {
        await api.PostAsync("/api/v1/namespaces/default/serviceaccounts", """{"metadata":{"name":"leaver"}}""");
        var token = await TokenAsync("leaver", "mesh");
        await api.DeleteAsync("/api/v1/namespaces/default/serviceaccounts/leaver");

        (await ReviewAsync(token, "mesh")).AsObject().ContainsKey("authenticated").ShouldBeFalse();
    }

    [Fact]
    public async Task Https_WithoutCredentials_IsForbiddenButVersionIsOpen()
    {
        using var http = Client();

        (await http.GetAsync("/version")).IsSuccessStatusCode.ShouldBeTrue();
        ((int)(await http.GetAsync("/api/v1/pods")).StatusCode).ShouldBe(403);
    }

    [Fact]
    public async Task Https_WithBadToken_IsUnauthorized()
    {
        using var http = Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nonsense");

        ((int)(await http.GetAsync("/api/v1/pods")).StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task Rbac_OnceBound_LimitsTheAccount()
    {
        await api.PostAsync("/api/v1/namespaces/default/serviceaccounts", """{"metadata":{"name":"reader"}}""");
        await api.PostAsync("/apis/rbac.authorization.k8s.io/v1/clusterroles", """{"metadata":{"name":"read"},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get","list"]}]}""");
        await api.PostAsync("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """{"metadata":{"name":"read"},"roleRef":{"kind":"ClusterRole","name":"read"},"subjects":[{"kind":"ServiceAccount","name":"reader","namespace":"default"}]}""");
        using var http = Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync("reader", null));

        (await http.GetAsync("/api/v1/pods")).IsSuccessStatusCode.ShouldBeTrue();
        var refused = await http.PostAsync("/api/v1/namespaces/default/configmaps", new StringContent(Manifests.ConfigMap("no"), Encoding.UTF8, "application/json"));
        var status = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
        status["message"]!.GetValue<string>().ShouldBe(
            "configmaps is forbidden: User \"system:serviceaccount:default:reader\" cannot create resource \"configmaps\" in API group \"\" in the namespace \"default\"");
    }

    [Fact]
    public async Task KeySet_HoldsTheKeyOfTheTokens()
    {
        var keys = await api.GetAsync("/openid/v1/jwks");

        keys.Body["keys"]![0]!["kid"]!.GetValue<string>().ShouldBe(api.Server.Tokens.KeyId);
    }

    private async Task<string> TokenAsync(string account, string? audience)
    {
        var spec = audience is null ? "{}" : $$$"""{"audiences":["{{{audience}}}"]}""";
        var answer = await api.PostAsync($"/api/v1/namespaces/default/serviceaccounts/{account}/token", $$$"""{"spec":{{{spec}}}}""");
        answer.Code.ShouldBe(201, answer.Message);
        return answer.Body["status"]!["token"]!.GetValue<string>();
    }

    private async Task<JsonNode> ReviewAsync(string token, string audience)
        => (await api.PostAsync("/apis/authentication.k8s.io/v1/tokenreviews", $$$"""{"spec":{"token":"{{{token}}}","audiences":["{{{audience}}}"]}}""")).Body["status"]!;

    private HttpClient Client()
    {
        var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, chain, _) =>
            {
                chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.Add(api.Server.Ca.Certificate);
                return chain.Build(certificate!);
            },
        };
        return new HttpClient(handler) { BaseAddress = api.Server.Address };
    }
}
