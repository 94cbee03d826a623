using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Tests.Configuration;

public sealed class MeshConfigMapReaderTests
{
    [Fact]
    public void Read_NoConfigMaps_GivesIstiosDefaults()
    {
        var sources = new MeshConfigMapReader(MeshSources.None).Read(null, null);

        sources.ShouldBe(MeshSources.None);
        sources.Read().Mesh.ShouldBeSameAs(MeshConfigDefaults.Mesh);
    }

    [Fact]
    public void Read_OwnOverShared_AddsAndReplaces()
    {
        var (mesh, _) = new MeshConfigMapReader(MeshSources.None)
            .Read(
                Map("shared", mesh: "trustDomain: shared.example\naccessLogFile: /dev/stdout\ndefaultConfig: {concurrency: 3}"),
                Map("istio", mesh: "trustDomain: own.example\ndefaultConfig: {drainDuration: 7s}"))
            .Read();

        mesh.TrustDomain.ShouldBe("own.example");
        mesh.AccessLogFile.ShouldBe("/dev/stdout");
        mesh.DefaultConfig.Concurrency.ShouldBe(3);
        mesh.DefaultConfig.DrainDuration.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData("accessLogFile: [", "data[mesh]")]
    [InlineData("defaultConfig: {concurrency: many}", "data[mesh].defaultConfig.concurrency")]
    public void Read_TextThatCannotBeRead_KeepsTheLastAndNamesTheField(string text, string path)
    {
        var held = new MeshSources(null, "trustDomain: good", null);
        var reader = new MeshConfigMapReader(held);

        reader.Read(null, Map("istio", mesh: text)).ShouldBe(held);

        var error = reader.Errors.ShouldHaveSingleItem();
        error.ConfigMap.ShouldBe("istio");
        error.Error.Path.ShouldBe(path);
        error.HasLast.ShouldBeTrue();
    }

    [Fact]
    public void Read_TextThatIstiodRefuses_KeepsTheLastAndNamesTheField()
    {
        var held = new MeshSources(null, "trustDomain: good", "networks: {}");
        var reader = new MeshConfigMapReader(held);

        reader.Read(null, Map("istio", mesh: "connectTimeout: 2h", networks: "networks: {east: {gateways: [{address: 192.0.2.1}]}}")).ShouldBe(held);

        reader.Errors.Select(error => error.Error.Path).ShouldBe(["data[mesh].connectTimeout", "data[meshNetworks].networks[east].gateways[0].port"]);
    }

    [Fact]
    public void Read_NothingReadableBefore_LeavesTheDefaults()
    {
        var reader = new MeshConfigMapReader(MeshSources.None);

        reader.Read(null, Map("istio", mesh: "[]")).ShouldBe(MeshSources.None);
        reader.Errors.ShouldHaveSingleItem().HasLast.ShouldBeFalse();
    }

    [Fact]
    public void Read_OnlyNetworksCannotBeRead_TakesTheRest()
    {
        var reader = new MeshConfigMapReader(new(null, "trustDomain: old", "networks: {}"));

        reader.Read(null, Map("istio", mesh: "trustDomain: new", networks: "networks: 5"))
            .ShouldBe(new MeshSources(null, "trustDomain: new", "networks: {}"));
        reader.Errors.ShouldHaveSingleItem().Error.Path.ShouldStartWith("data[meshNetworks]");
    }

    [Fact]
    public void Read_TextGone_GivesTheDefaultsAgain() =>
        new MeshConfigMapReader(new(null, "trustDomain: old", "networks: {}")).Read(null, Map("istio")).ShouldBe(MeshSources.None);

    [Fact]
    public void Read_NetworksOfBoth_AreTheShared() =>
        new MeshConfigMapReader(MeshSources.None)
            .Read(Map("shared", networks: "networks: {a: {}}"), Map("istio", networks: "networks: {b: {}}"))
            .Networks.ShouldBe("networks: {a: {}}");

    private static Config<ConfigMap> Map(string name, string? mesh = null, string? networks = null)
    {
        var data = new Dictionary<string, string>();
        if (mesh is not null)
        {
            data["mesh"] = mesh;
        }

        if (networks is not null)
        {
            data["meshNetworks"] = networks;
        }

        return new() { Meta = new() { Name = name, Namespace = "istio-system" }, Spec = new() { Data = data } };
    }
}
