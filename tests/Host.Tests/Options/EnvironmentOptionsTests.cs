using MeshActors.Host.Options;

namespace MeshActors.Host.Tests.Options;

public sealed class EnvironmentOptionsTests
{
    [Fact]
    public void Read_NothingSet_GivesIstiodsDefaults()
    {
        var options = EnvironmentOptions.Read(_ => null);

        options.Ports.ShouldBe(new ReplicaPorts { Http = 8080, Xds = 15010, SecureXds = 15012, Monitoring = 15014, Link = 15016 });
        options.SystemNamespace.ShouldBe("istio-system");
        options.ClusterId.ShouldBe("Kubernetes");
        options.KeepAliveInterval.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Read_VariablesSet_TakesThem()
    {
        var variables = new Dictionary<string, string?>
        {
            ["POD_NAME"] = "istiod-7d",
            ["POD_NAMESPACE"] = "mesh-system",
            ["REVISION"] = "canary",
            ["CLUSTER_ID"] = "east",
            ["GRPC_KEEPALIVE_INTERVAL"] = "1m30s",
            ["ISTIO_GPRC_MAXSTREAMS"] = "17",
            ["ISTIOD_CUSTOM_HOST"] = "a.example, b.example",
            ["ENABLE_DEBUG_ON_HTTP"] = "false",
        };

        var options = EnvironmentOptions.Read(variables.GetValueOrDefault);

        options.Name.ShouldBe("istiod-7d");
        options.SystemNamespace.ShouldBe("mesh-system");
        options.Revision.ShouldBe("canary");
        options.ClusterId.ShouldBe("east");
        options.KeepAliveInterval.ShouldBe(TimeSpan.FromSeconds(90));
        options.MaxConcurrentStreams.ShouldBe(17);
        options.CustomHosts.ShouldBe(["a.example", "b.example"]);
        options.DebugEnabled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("GRPC_KEEPALIVE_TIMEOUT", "soon")]
    [InlineData("ISTIO_GPRC_MAXRECVMSGSIZE", "-1")]
    [InlineData("ENABLE_DEBUG_ON_HTTP", "maybe")]
    public void Read_ValueThatIsNone_NamesVariableAndValue(string name, string value)
    {
        var error = Should.Throw<OptionException>(() => EnvironmentOptions.Read(asked => asked == name ? value : null));

        error.Message.ShouldContain(name);
        error.Message.ShouldContain(value);
    }

    [Fact]
    public void Shifted_PortOfZero_StaysFree()
    {
        var ports = new ReplicaPorts { Xds = 0 }.Shifted(1000);

        ports.Xds.ShouldBe(0);
        ports.Http.ShouldBe(9080);
        ports.Link.ShouldBe(16016);
    }
}
