using MeshActors.Mesh.Tests.Objects;
using MeshActors.Mesh.Validation;

namespace MeshActors.Mesh.Tests.Validation;

public sealed class GatewayRulesTests
{
    [Theory]
    [InlineData("""{"hosts":["*"],"port":{"number":80,"name":"http","protocol":"HTTP"}}""")]
    [InlineData("""{"hosts":["*"],"bind":"unix:///var/run/edge.sock","port":{"number":0,"name":"http","protocol":"HTTP"}}""")]
    [InlineData("""{"hosts":["*"],"port":{"number":0,"name":"http","protocol":"HTTP"}}""", "spec.servers[0].port.number")]
    [InlineData("""{"hosts":["*"],"bind":"10.0.0.9","port":{"name":"http","protocol":"HTTP"}}""", "spec.servers[0].port.number")]
    [InlineData("""{"hosts":["*"],"bind":"unix:///var/run/edge.sock","port":{"number":70000,"name":"http","protocol":"HTTP"}}""", "spec.servers[0].port.number")]
    [InlineData("""{"hosts":["*"]}""", "spec.servers[0].port")]
    [InlineData("""{"port":{"number":80,"name":"http","protocol":"HTTP"}}""", "spec.servers[0].hosts")]
    public void Validate_GatewayServer_NamesTheFieldsThatAreWrong(string server, params string[] fields)
    {
        var parsed = Json.Parse("networking.istio.io/v1", "Gateway", $$"""
            "spec":{"selector":{"istio":"gw"},"servers":[{{server}}]}
            """);

        ObjectValidator.Validate(parsed.Object.ShouldNotBeNull()).Select(error => error.Path).ShouldBe(fields);
    }
}
