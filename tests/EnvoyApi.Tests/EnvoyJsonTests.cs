using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi.Tests;

public class EnvoyJsonTests
{
    [Fact]
    public void Print_PresentEmptyAny_IsAnEmptyObjectAndReadsBack()
    {
        var config = new TypedExtensionConfig { Name = "x", TypedConfig = new Any() };

        var json = EnvoyJson.Print(config);

        json.ShouldBe("""{"name":"x","typedConfig":{}}""");
        EnvoyJson.Parse<TypedExtensionConfig>(json).ShouldBe(config);
    }

    [Fact]
    public void Parse_ProtoFieldNames_AreTakenToo() =>
        EnvoyJson.Parse<Cluster>("""{"name":"a","connect_timeout":"1.500s","lb_policy":"RING_HASH"}""")
            .ShouldBe(new Cluster { Name = "a", ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(1.5)), LbPolicy = Cluster.Types.LbPolicy.RingHash });

    [Fact]
    public void Parse_AnyWithMapsInAnyOrder_GivesTheSameBytes()
    {
        var forward = EnvoyJson.ParseAny("""{"@type":"type.googleapis.com/google.protobuf.Struct","value":{"a":1,"b":{"c":2,"d":null}}}""");
        var backward = EnvoyJson.ParseAny("""{"value":{"b":{"d":null,"c":2},"a":1},"@type":"type.googleapis.com/google.protobuf.Struct"}""");

        backward.Value.ShouldBe(forward.Value);
    }

    [Theory]
    [InlineData("""{"virtualHosts":[{"routes":[{},{"match":{"prefx":"/"}}]}]}""", "virtualHosts[0].routes[1].match.prefx: envoy.config.route.v3.RouteMatch has no such field")]
    [InlineData("""{"virtualHosts":[{"retryPolicy":{"numRetries":"many"}}]}""", "virtualHosts[0].retryPolicy.numRetries: expected a whole number, got many")]
    [InlineData("""{"virtualHosts":[{"retryPolicy":{"numRetries":-1}}]}""", "virtualHosts[0].retryPolicy.numRetries: -1 is not between 0 and 4294967295")]
    [InlineData("""{"virtualHosts":{}}""", "virtualHosts: expected a list")]
    [InlineData("""{"virtualHosts":[{"requireTls":"SOME"}]}""", "virtualHosts[0].requireTls: \"SOME\" is no value of envoy.config.route.v3.VirtualHost.TlsRequirementType")]
    [InlineData("""{"name":7}""", "name: expected a string, got 7")]
    [InlineData("""{"virtualHosts":[{"routes":[{"match":{"prefix":"/","path":"/"}}]}]}""", "virtualHosts[0].routes[0].match.path: prefix is set already, and only one of them may be")]
    [InlineData("""{"typedPerFilterConfig":{"f":{"@type":"type.googleapis.com/no.such.Type"}}}""", "typedPerFilterConfig.f.@type: \"type.googleapis.com/no.such.Type\" is not a known type")]
    public void Parse_WrongJson_NamesPlaceAndReason(string json, string message) =>
        Should.Throw<InvalidProtoJsonException>(() => EnvoyJson.Parse<RouteConfiguration>(json)).Message.ShouldBe(message);

    [Fact]
    public void Print_AnyOfUnknownType_NamesIt() =>
        Should.Throw<InvalidOperationException>(() => EnvoyJson.Print(new Any { TypeUrl = "type.googleapis.com/no.such.Type" }))
            .Message.ShouldContain("no.such.Type");
}
