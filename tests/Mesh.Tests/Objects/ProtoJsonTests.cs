using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Security;

namespace MeshActors.Mesh.Tests.Objects;

public sealed class ProtoJsonTests
{
    [Fact]
    public void Parse_SnakeCaseNames_ReadAsCamelCase()
    {
        var spec = Json.ParseVirtualService("""{"http":[{"mirror_percentage":{"value":5},"direct_response":{"status":503}}]}""")
            .Spec<VirtualService>();

        spec.Http[0].MirrorPercentage!.Value.ShouldBe(5);
        spec.Http[0].DirectResponse!.Status.ShouldBe(503u);
    }

    [Fact]
    public void Parse_IntegersAsTextAndAsWholeFloats_AreIntegers()
    {
        var spec = Json.ParseVirtualService("""{"http":[{"route":[{"weight":"25"},{"weight":75.0},{"weight":1e1}]}]}""")
            .Spec<VirtualService>();

        spec.Http[0].Route.Select(route => route.Weight).ShouldBe([25, 75, 10]);
    }

    [Fact]
    public void Parse_NullFields_AreAbsent()
    {
        var spec = Json.ParseVirtualService("""{"hosts":null,"http":[{"timeout":null,"retries":null,"match":null}]}""")
            .Spec<VirtualService>();

        spec.Hosts.ShouldBeEmpty();
        spec.Http[0].Timeout.ShouldBeNull();
        spec.Http[0].Retries.ShouldBeNull();
        spec.Http[0].Match.ShouldBeEmpty();
    }

    [Fact]
    public void Parse_StringMatch_TellsEmptyFromAbsent()
    {
        var match = Json.ParseVirtualService("""{"http":[{"match":[{"uri":{"prefix":""},"headers":{"x":{}}}]}]}""")
            .Spec<VirtualService>().Http[0].Match[0];

        match.Uri.ShouldBe(new StringMatch { Prefix = "" });
        match.Headers["x"].ShouldBe(new StringMatch());
    }

    [Theory]
    [InlineData("\"ROUND_ROBIN\"", SimpleLb.RoundRobin)]
    [InlineData("5", SimpleLb.LeastRequest)]
    public void Parse_Enum_ReadsNamesAndNumbers(string json, SimpleLb expected)
    {
        var spec = Json.Parse("networking.istio.io/v1", "DestinationRule", $$$"""
            "spec":{"trafficPolicy":{"loadBalancer":{"simple":{{{json}}} } } }
            """).Spec<DestinationRule>();

        spec.TrafficPolicy!.LoadBalancer!.Simple.ShouldBe(expected);
    }

    [Theory]
    [InlineData("TLSV1_2", TlsProtocol.TlsV1_2)]
    [InlineData("TLS_AUTO", TlsProtocol.TlsAuto)]
    public void Parse_TlsProtocol_ReadsItsUnderscores(string json, TlsProtocol expected)
    {
        var spec = Json.Parse("networking.istio.io/v1beta1", "Gateway", $$$"""
            "spec":{"servers":[{"tls":{"minProtocolVersion":"{{{json}}}"} }]}
            """).Spec<Gateway>();

        spec.Servers[0].Tls!.MinProtocolVersion.ShouldBe(expected);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    [InlineData("v1alpha3")]
    public void Parse_AnyServedVersion_GivesTheSameRecord(string version)
    {
        Json.Parse($"networking.istio.io/{version}", "VirtualService", "\"spec\":{\"hosts\":[\"a\"]}")
            .Spec<VirtualService>().Hosts.ShouldBe(["a"]);
    }

    [Fact]
    public void Parse_PolicyWithoutSpec_IsEmptyAndNoError()
    {
        var spec = Json.Parse("security.istio.io/v1", "AuthorizationPolicy", "\"status\":{}").Spec<AuthorizationPolicy>();

        spec.Action.ShouldBe(AuthorizationAction.Allow);
        spec.Rules.ShouldBeEmpty();
    }

    [Fact]
    public void Parse_PolicySelector_ReadsMatchLabels()
    {
        var spec = Json.Parse("security.istio.io/v1", "PeerAuthentication", """
            "spec":{"selector":{"matchLabels":{"app":"a"}},"portLevelMtls":{"8080":{"mode":"DISABLE"}}}
            """).Spec<PeerAuthentication>();

        spec.Selector!.Labels["app"].ShouldBe("a");
        spec.PortLevelMtls["8080"].Mode.ShouldBe(MutualTlsMode.Disable);
    }

    [Fact]
    public void Parse_EnvoyFilterValue_OutlivesItsDocument()
    {
        var patch = Json.Parse("networking.istio.io/v1alpha3", "EnvoyFilter", """
            "spec":{"configPatches":[{"applyTo":"HTTP_FILTER","patch":{"operation":"INSERT_BEFORE","value":{"name":"f"}}}]}
            """).Spec<EnvoyFilter>().ConfigPatches[0];

        patch.ApplyTo.ShouldBe(ApplyTo.HttpFilter);
        patch.Patch!.Operation.ShouldBe(PatchOperation.InsertBefore);
        patch.Patch.Value!.Value.GetProperty("name").GetString().ShouldBe("f");
    }
}
