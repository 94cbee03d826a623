namespace MeshActors.Mesh.Tests.Objects;

public sealed class SpecHashTests
{
    private const string Spec = """
        "spec":{"hosts":["a","b"],"http":[{"name":"x","timeout":"1s"}]}
        """;

    [Fact]
    public void SpecHash_OtherStatusVersionAndFieldOrder_StaysTheSame()
    {
        var first = Hash("networking.istio.io/v1", "VirtualService", Spec);
        var second = Hash("networking.istio.io/v1beta1", "VirtualService", """
            "status":{"observedGeneration":4},"spec":{"http":[{"timeout":"1s","name":"x"}], "hosts":["a","b"]}
            """);

        second.ShouldBe(first);
    }

    [Theory]
    [InlineData("\"spec\":{\"hosts\":[\"b\",\"a\"],\"http\":[{\"name\":\"x\",\"timeout\":\"1s\"}]}")]
    [InlineData("\"spec\":{\"hosts\":[\"a\",\"b\"],\"http\":[{\"name\":\"1s\",\"timeout\":\"1s\"}]}")]
    [InlineData("\"spec\":{\"hosts\":[\"a\",\"b\"],\"http\":[{\"name\":\"x\"}]}")]
    [InlineData("\"spec\":{\"hosts\":[\"a\",\"b\"]}")]
    public void SpecHash_OtherContent_Differs(string members) =>
        Hash("networking.istio.io/v1", "VirtualService", members).ShouldNotBe(Hash("networking.istio.io/v1", "VirtualService", Spec));

    [Fact]
    public void SpecHash_PodStatus_CountsWhatTheMeshReads()
    {
        var running = Hash("v1", "Pod", "\"status\":{\"phase\":\"Running\",\"containerStatuses\":[]}");

        Hash("v1", "Pod", "\"status\":{\"phase\":\"Running\",\"containerStatuses\":[{}]}").ShouldBe(running);
        Hash("v1", "Pod", "\"status\":{\"phase\":\"Failed\"}").ShouldNotBe(running);
    }

    private static ulong Hash(string apiVersion, string kind, string members) => Json.Parse(apiVersion, kind, members).Object!.SpecHash;
}
