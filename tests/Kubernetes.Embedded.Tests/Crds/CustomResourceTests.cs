using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Crds;

public sealed class CustomResourceTests(WidgetFixture widgets) : IClassFixture<WidgetFixture>
{
    private readonly ApiFixture _api = widgets.Api;

    [Fact]
    public async Task Create_LeavingOut_GetsDefaultsAndIsPruned()
    {
        var created = await Create("plain", "\"color\":\"red\",\"stray\":1,\"free\":{\"any\":[1]}");

        created.Code.ShouldBe(201);
        created.Body["spec"]!["size"]!.GetValue<int>().ShouldBe(3);
        created.Body["spec"]!.AsObject().ContainsKey("stray").ShouldBeFalse();
        created.Body["spec"]!["free"]!["any"]![0]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("\"size\":2", "spec.color: Required value")]
    [InlineData("\"color\":\"blue\"", "spec.color: Unsupported value: \"blue\": supported values: \"red\", \"green\"")]
    [InlineData("\"color\":\"red\",\"size\":0", "spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1")]
    [InlineData("\"color\":\"red\",\"size\":\"x\"", "spec.size: Invalid value: \"string\": spec.size in body must be of type integer: \"string\"")]
    [InlineData("\"color\":\"red\",\"name\":\"abcdef\"", "spec.name: Too long: may not be more than 5 bytes")]
    [InlineData("\"color\":\"red\",\"name\":\"A1\"", "spec.name: Invalid value: \"A1\": spec.name in body should match '^[a-z]+$'")]
    [InlineData("\"color\":\"red\",\"port\":1.5", "spec.port: Invalid value: \"number\": spec.port in body must be of type integer,string: \"number\"")]
    [InlineData("\"color\":\"red\",\"parts\":[{\"id\":\"a\"},{\"id\":\"a\"}]", "spec.parts[1]: Duplicate value: {\"id\":\"a\"}")]
    [InlineData("\"color\":\"red\",\"either\":{}", "\"spec.either\" must validate one and only one schema (oneOf). Found none valid")]
    [InlineData("\"color\":\"red\",\"either\":{\"a\":\"1\",\"b\":\"2\"}", "Found 2 valid alternatives")]
    [InlineData("\"color\":\"red\",\"low\":5,\"high\":4", "spec: Invalid value: \"object\": low must not be above high")]
    public async Task Create_AgainstSchema_NamesFieldAndRule(string spec, string message)
    {
        var answer = await Create("bad", spec);

        answer.Code.ShouldBe(422);
        answer.Message.ShouldStartWith("Widget.test.dev \"bad\" is invalid: ");
        answer.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Get_OtherVersion_CarriesItsApiVersionAndWarning()
    {
        await Create("versions", "\"color\":\"red\"");

        var beta = await _api.GetAsync("/apis/test.dev/v1beta1/namespaces/default/widgets/versions");

        beta.Body["apiVersion"]!.GetValue<string>().ShouldBe("test.dev/v1beta1");
        beta.Warnings.ShouldHaveSingleItem().ShouldContain("deprecated");
    }

    [Fact]
    public async Task Scale_ReadsAndWritesTheDeclaredPath()
    {
        await Create("scaled", "\"color\":\"red\"");
        const string Path = "/apis/test.dev/v1/namespaces/default/widgets/scaled";

        var scaled = await _api.PatchAsync($"{Path}/scale", "merge-patch+json", """{"spec":{"replicas":7}}""");

        scaled.Body["spec"]!["replicas"]!.GetValue<int>().ShouldBe(7);
        (await _api.GetAsync(Path)).Body["spec"]!["size"]!.GetValue<int>().ShouldBe(7);
    }

    [Fact]
    public async Task Status_IsWrittenThroughItsSubresourceOnly()
    {
        await Create("status", "\"color\":\"red\"");
        const string Path = "/apis/test.dev/v1/namespaces/default/widgets/status";

        await _api.PatchAsync(Path, "merge-patch+json", """{"status":{"x":1}}""");
        (await _api.GetAsync(Path)).Body.ContainsKey("status").ShouldBeFalse();
        var written = await _api.PatchAsync($"{Path}/status", "merge-patch+json", """{"status":{"x":1},"spec":{"color":"green"}}""");

        written.Body["status"]!["x"]!.GetValue<int>().ShouldBe(1);
        written.Body["spec"]!["color"]!.GetValue<string>().ShouldBe("red");
    }

    [Fact]
    public async Task Table_ShowsPrinterColumns()
    {
        await Create("shown", "\"color\":\"red\"");
        await _api.PatchAsync("/apis/test.dev/v1/namespaces/default/widgets/shown/status", "merge-patch+json", """{"status":{"conditions":[{"type":"Other","status":"False"},{"type":"Ready","status":"True"}]}}""");

        var table = await _api.GetAsync("/apis/test.dev/v1/namespaces/default/widgets/shown", "application/json;as=Table;v=v1;g=meta.k8s.io");

        table.Body["columnDefinitions"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()).ShouldBe(["Name", "Size", "Ready"]);
        table.Body["rows"]![0]!["cells"]!.ToJsonString().ShouldBe("[\"shown\",3,\"True\"]");
    }

    private Task<Answer> Create(string name, string spec)
        => _api.PostAsync("/apis/test.dev/v1/namespaces/default/widgets", $$$"""{"apiVersion":"test.dev/v1","kind":"Widget","metadata":{"name":"{{{name}}}"},"spec":{{{{spec}}}}}""");
}
