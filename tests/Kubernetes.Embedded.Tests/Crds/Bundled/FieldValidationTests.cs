using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Crds.Bundled;

/// <summary>What the server says of objects that do not fit the bundled schemas.</summary>
public sealed class FieldValidationTests(BundledCrdFixture bundled) : IClassFixture<BundledCrdFixture>
{
    private const string VirtualServices = "/apis/networking.istio.io/v1/namespaces/default/virtualservices";

    private readonly ApiFixture _api = bundled.Api;

    [Theory]
    [InlineData("\"hosts\":\"reviews\"", "spec.hosts: Invalid value: \"string\": spec.hosts in body must be of type array: \"string\"")]
    [InlineData("\"http\":[{\"route\":[{\"weight\":1}]}]", "spec.http[0].route[0].destination: Required value")]
    [InlineData("\"http\":[{\"route\":[{\"destination\":{\"host\":\"a\"},\"weight\":\"all\"}]}]", "spec.http[0].route[0].weight in body must be of type integer: \"string\"")]
    [InlineData("\"http\":[{\"redirect\":{\"derivePort\":\"GUESS\"}}]", "spec.http[0].redirect.derivePort: Unsupported value: \"GUESS\": supported values: \"FROM_PROTOCOL_DEFAULT\", \"FROM_REQUEST_PORT\"")]
    [InlineData("\"http\":[{\"timeout\":\"soon\"}]", "spec.http[0].timeout: Invalid value: \"soon\"")]
    [InlineData("\"http\":[{\"timeout\":\"0.1ms\"}]", "spec.http[0].timeout: Invalid value: \"0.1ms\": must be a duration of 1ms or more")]
    [InlineData("\"http\":[{\"match\":[{\"uri\":{\"exact\":\"/\",\"prefix\":\"/\"}}]}]", "\"spec.http[0].match[0].uri\" must validate one and only one schema (oneOf). Found 2 valid alternatives")]
    [InlineData("\"http\":[{\"mirrorPercent\":-1}]", "spec.http[0].mirrorPercent in body should be greater than or equal to 0")]
    public async Task Create_AgainstASchema_IsRefusedByObjectFieldAndReason(string spec, string reason)
    {
        var answer = await CreateAsync("bad", spec, "");

        answer.Code.ShouldBe(422);
        answer.Message.ShouldStartWith("VirtualService.networking.istio.io \"bad\" is invalid: ");
        answer.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Create_UnknownFieldInStrictMode_IsRefusedByName()
    {
        var answer = await CreateAsync("strict", "\"http\":[{\"rout\":[]}]", "?fieldValidation=Strict");

        answer.Code.ShouldBe(400);
        answer.Message.ShouldEndWith("strict decoding error: unknown field \"spec.http[0].rout\"");
    }

    [Fact]
    public async Task Create_UnknownFieldInWarnMode_IsDroppedWithAWarning()
    {
        var answer = await CreateAsync("warned", "\"http\":[{\"rout\":[]}]", "?fieldValidation=Warn");

        answer.Code.ShouldBe(201);
        answer.Warnings.ShouldBe(["299 - \"unknown field \\\"spec.http[0].rout\\\"\""]);
        answer.Body["spec"]!["http"]![0]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_UnknownFieldInIgnoreMode_IsDroppedInSilence()
    {
        var answer = await CreateAsync("ignored", "\"gateway\":[\"mesh\"]", "?fieldValidation=Ignore");

        answer.Code.ShouldBe(201);
        answer.Warnings.ShouldBeEmpty();
        answer.Body["spec"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_UnknownFieldInStrictMode_IsRefusedByName()
    {
        var answer = await _api.PatchAsync(
            $"{VirtualServices}/applied?fieldManager=test&fieldValidation=Strict",
            "apply-patch+yaml",
            """{"apiVersion":"networking.istio.io/v1","kind":"VirtualService","spec":{"http":[{"rout":[]}]}}""");

        answer.Code.ShouldBe(400);
        answer.Message.ShouldEndWith("strict decoding error: unknown field \"spec.http[0].rout\"");
    }

    [Theory]
    [InlineData("v1alpha3")]
    [InlineData("v1beta1")]
    public async Task Create_InAnOlderVersion_IsHeldToTheSameSchema(string version)
    {
        var answer = await _api.PostAsync(
            $"/apis/networking.istio.io/{version}/namespaces/default/virtualservices", """{"metadata":{"name":"old"},"spec":{"hosts":[1]}}""");

        answer.Message.ShouldContain("spec.hosts[0] in body must be of type string: \"integer\"");
    }

    [Fact]
    public async Task Create_PatchOfAnEnvoyFilter_KeepsWhateverItHolds()
    {
        const string Value = """{"name":"any","typed_config":{"@type":"x","deep":[{"er":null}]}}""";

        var answer = await _api.PostAsync(
            "/apis/networking.istio.io/v1alpha3/namespaces/default/envoyfilters",
            $$$"""{"metadata":{"name":"free"},"spec":{"configPatches":[{"applyTo":"CLUSTER","patch":{"operation":"ADD","value":{{{Value}}}}}]}}""");

        answer.Code.ShouldBe(201);
        answer.Warnings.ShouldBeEmpty();
        answer.Body["spec"]!["configPatches"]![0]!["patch"]!["value"]!.ToJsonString().ShouldBe(Value);
    }

    private Task<Answer> CreateAsync(string name, string spec, string query)
        => _api.PostAsync(VirtualServices + query, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{{{{spec}}}}}""");
}
