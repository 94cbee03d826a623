using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Tests.Objects;

public sealed class ObjectMetaTests
{
    private const string Pod = """
        {"kind":"Pod","spec":{"containers":[{"name":{}}]},"apiVersion":"v1","metadata":{"name":"p","namespace":"ns","uid":"u",
        "resourceVersion":"7","generation":3,"creationTimestamp":"2026-01-02T03:04:05Z","labels":{"app":"a"},"annotations":{"k":"v"},
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"rs","uid":"o","controller":true}],
        "managedFields":[{"manager":"kubectl"}]}}
        """;

    [Fact]
    public void ParseMeta_Object_ReadsHeadAndStepsOverContent()
    {
        var header = ObjectParser.ParseMeta(Json.Bytes(Pod));

        header.Errors.ShouldBeEmpty();
        header.ResourceKind.ShouldBe(ResourceKinds.Pod);
        header.Meta.ResourceVersion.ShouldBe("7");
        header.Meta.Generation.ShouldBe(3);
        header.Meta.CreationTimestamp.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        header.Meta.Labels["app"].ShouldBe("a");
        header.Meta.Annotations["k"].ShouldBe("v");
        header.Meta.DeletionTimestamp.ShouldBeNull();
        header.Meta.OwnerReferences.ShouldHaveSingleItem().ShouldBe(
            new OwnerReference { ApiVersion = "apps/v1", Kind = "ReplicaSet", Name = "rs", Uid = "o", Controller = true });
    }

    [Theory]
    [InlineData("[]", "expected an object")]
    [InlineData("", "malformed JSON")]
    [InlineData("{\"kind\":3}", "kind: expected a string")]
    [InlineData("{\"metadata\":{\"labels\":{\"a\":1}}}", "metadata.labels[a]: expected a string, got 1")]
    [InlineData("{\"metadata\":{\"creationTimestamp\":\"now\"}}", "metadata.creationTimestamp: expected an RFC 3339 time, got \"now\"")]
    public void ParseMeta_Malformed_NamesTheField(string json, string expected) =>
        ObjectParser.ParseMeta(Json.Bytes(json)).Errors.ShouldHaveSingleItem().ToString().ShouldStartWith(expected);

    [Fact]
    public void Find_GroupAndKind_TellsTheTwoGatewaysApart()
    {
        ResourceKinds.Find("networking.istio.io", "Gateway").ShouldBe(ResourceKinds.Gateway);
        ResourceKinds.FindVersioned("gateway.networking.k8s.io/v1", "Gateway").ShouldBe(ResourceKinds.KubernetesGateway);
        ResourceKinds.FindVersioned("v1", "Gateway").ShouldBeNull();
    }
}
