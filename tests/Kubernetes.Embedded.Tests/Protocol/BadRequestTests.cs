using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Protocol;

public sealed class BadRequestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("{\"metadata\":[]}", 400)]
    [InlineData("{\"metadata\":{\"name\":7}}", 400)]
    [InlineData("{\"metadata\":{\"labels\":{\"a\":1},\"name\":\"x\"}}", 400)]
    [InlineData("{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"x\"}}", 400)]
    [InlineData("{\"metadata\":{}}", 422)]
    [InlineData("{\"metadata\":{\"name\":\"Not_A_Name\"}}", 422)]
    [InlineData("{\"metadata\":{\"name\":\"x\",\"namespace\":\"other\"}}", 400)]
    public async Task Create_Malformed_IsRefusedWithStatus(string body, int code)
    {
        var answer = await api.PostAsync(Maps, body);

        answer.Code.ShouldBe(code);
        answer.Body["kind"]!.GetValue<string>().ShouldBe("Status");
        answer.Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Create_OtherContentType_IsUnsupported()
        => (await api.SendAsync(HttpMethod.Post, Maps, "x", "text/plain")).Code.ShouldBe(415);

    [Fact]
    public async Task Create_HugeBody_IsTooLarge()
        => (await api.PostAsync(Maps, "{\"x\":\"" + new string('a', 4 * 1024 * 1024) + "\"}")).Code.ShouldBe(413);

    [Fact]
    public async Task Create_Yaml_IsRead()
    {
        var answer = await api.SendAsync(HttpMethod.Post, Maps, "metadata:\n  name: from-yaml\ndata:\n  a: \"1\"\n", "application/yaml");

        answer.Code.ShouldBe(201);
        answer.Body["data"]!["a"]!.GetValue<string>().ShouldBe("1");
    }

    [Theory]
    [InlineData("/apis/none.dev/v1/things")]
    [InlineData("/api/v1/namespaces/default/nothings/x")]
    [InlineData("/nowhere")]
    public async Task Get_UnknownPath_IsNotFound(string path)
    {
        var answer = await api.GetAsync(path);

        answer.Code.ShouldBe(404);
        answer.Message.ShouldBe("the server could not find the requested resource");
    }

    [Fact]
    public async Task Create_WrongType_NamesTheField()
    {
        var answer = await api.PostAsync(Deployments, Manifests.Deployment("typed", more: "\"replicas\":\"two\","));

        answer.Code.ShouldBe(422);
        answer.Message.ShouldContain("spec.replicas: Invalid value: \"string\": spec.replicas in body must be of type integer");
    }

    [Fact]
    public async Task Create_NegativeReplicas_NamesTheField()
    {
        var answer = await api.PostAsync(Deployments, Manifests.Deployment("negative", more: "\"replicas\":-1,"));

        answer.Message.ShouldBe("Deployment.apps \"negative\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0");
        answer.Body["details"]!["causes"]![0]!["field"]!.GetValue<string>().ShouldBe("spec.replicas");
    }

    [Fact]
    public async Task Create_SelectorBesideTemplate_IsRefused()
    {
        var body = Manifests.Deployment("beside").Replace("\"matchLabels\":{\"app\":\"beside\"}", "\"matchLabels\":{\"app\":\"other\"}", StringComparison.Ordinal);

        (await api.PostAsync(Deployments, body)).Message.ShouldContain("`selector` does not match template `labels`");
    }

    [Fact]
    public async Task Create_UnknownField_IsRefusedOnlyWhenStrict()
    {
        var body = Manifests.Deployment("strict", more: "\"replica\":2,");

        var strict = await api.PostAsync($"{Deployments}?fieldValidation=Strict", body);
        var warned = await api.PostAsync($"{Deployments}?fieldValidation=Warn", body);

        strict.Code.ShouldBe(400);
        strict.Message.ShouldContain("strict decoding error: unknown field \"spec.replica\"");
        warned.Code.ShouldBe(201);
        warned.Warnings.ShouldHaveSingleItem().ShouldContain("unknown field \\\"spec.replica\\\"");
    }

    [Theory]
    [InlineData("json-patch+json", "[{\"op\":\"replace\",\"path\":\"/data/none/x\",\"value\":1}]", 422)]
    [InlineData("json-patch+json", "{}", 400)]
    [InlineData("json-patch+json", "[{\"op\":\"test\",\"path\":\"/data/a\",\"value\":\"2\"}]", 422)]
    [InlineData("merge-patch+json", "[]", 400)]
    [InlineData("strange-patch+json", "{}", 415)]
    public async Task Patch_Malformed_IsRefused(string type, string patch, int code)
    {
        await api.PostAsync(Maps, Manifests.ConfigMap("patched", "\"a\":\"1\""));

        (await api.PatchAsync($"{Maps}/patched", type, patch)).Code.ShouldBe(code);
    }
}
