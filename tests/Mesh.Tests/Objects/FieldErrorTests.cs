using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Tests.Objects;

public sealed class FieldErrorTests
{
    [Theory]
    [InlineData("""{"http":[{"route":[{},{"weight":"abc"}]}]}""", "spec.http[0].route[1].weight: expected an integer, got \"abc\"")]
    [InlineData("""{"http":[{"route":[{"weight":1.5}]}]}""", "spec.http[0].route[0].weight: expected an integer, got 1.5")]
    [InlineData("""{"http":[{"timeout":"10x"}]}""", "spec.http[0].timeout: expected a duration such as \"1.5s\", got \"10x\"")]
    [InlineData("""{"http":[{"timeout":10}]}""", "spec.http[0].timeout: expected a duration such as \"1.5s\", got 10")]
    [InlineData("""{"http":{}}""", "spec.http: expected a list, got an object")]
    [InlineData("""{"http":["x"]}""", "spec.http[0]: expected an object, got \"x\"")]
    [InlineData("""{"hosts":[1]}""", "spec.hosts[0]: expected a string, got 1")]
    [InlineData(
        """{"http":[{"match":[{"headers":{"a":{"exact":2}}}]}]}""",
        "spec.http[0].match[0].headers[a].exact: expected a string, got 2")]
    [InlineData(
        """{"http":[{"match":[{"ignoreUriCase":"true"}]}]}""",
        "spec.http[0].match[0].ignoreUriCase: expected true or false, got \"true\"")]
    [InlineData(
        """{"http":[{"mirrorPercentage":{"value":"half"}}]}""",
        "spec.http[0].mirrorPercentage.value: expected a number, got \"half\"")]
    [InlineData(
        """{"http":[{"redirect":{"redirectCode":-1}}]}""",
        "spec.http[0].redirect.redirectCode: expected a non-negative integer, got -1")]
    [InlineData(
        """{"http":[{"corsPolicy":{"unmatchedPreflights":"forward"}}]}""",
        "spec.http[0].corsPolicy.unmatchedPreflights: expected one of Unspecified, Forward, Ignore, got \"forward\"")]
    [InlineData("[]", "spec: expected an object, got a list")]
    public void Parse_MalformedField_NamesPathAndReason(string spec, string expected)
    {
        var parsed = Json.ParseVirtualService(spec);

        parsed.Object.ShouldBeNull();
        parsed.Errors.ShouldHaveSingleItem().ToString().ShouldBe(expected);
    }

    [Fact]
    public void Parse_SeveralMalformedFields_ReportsAllAndNamesTheObject()
    {
        var parsed = Json.ParseVirtualService("""{"hosts":"a","http":[{"timeout":"x"}]}""");

        parsed.Errors.Select(error => error.Path).ShouldBe(["spec.hosts", "spec.http[0].timeout"]);
        parsed.Describe().ShouldStartWith("VirtualService.networking.istio.io ns/n: spec.hosts: expected a list");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"metadata":{"name":"\ud800"}}""")]
    public void Parse_MalformedText_IsAnErrorAndNoException(string json)
    {
        var parsed = ObjectParser.Parse(ResourceKinds.VirtualService, Json.Bytes(json));

        parsed.Object.ShouldBeNull();
        parsed.Errors.ShouldHaveSingleItem().Reason.ShouldStartWith("malformed JSON");
    }

    [Fact]
    public void Parse_UnknownKind_SaysWhich()
    {
        var parsed = Json.Parse("example.com/v1", "Widget", "\"spec\":{}");

        parsed.Errors.ShouldHaveSingleItem().ToString().ShouldBe("kind: example.com/v1 Widget is not a kind that the mesh reads");
    }

    [Fact]
    public void Parse_UnreadableSpec_StillTellsTheMetadata()
    {
        var parsed = Json.ParseVirtualService("3");

        (parsed.Meta.Namespace, parsed.Meta.Name, parsed.Kind).ShouldBe(("ns", "n", ResourceKinds.VirtualService));
    }
}
