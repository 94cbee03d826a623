using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Clusters;
using Shouldly;
using Xunit;

namespace MeshActors.Translation.Tests.Clusters;

/// <summary>Clusters that are filled in are those that would be built, whatever the service is like.</summary>
public sealed class PlainClustersTests
{
    private static readonly Service Plain = new()
    {
        Hostname = "reviews.default.svc.cluster.local",
        Name = "reviews",
        Namespace = "default",
        Registry = ServiceRegistry.Kubernetes,
        Resolution = Resolution.ClientSideLb,
        Source = new("Service", "default", "reviews"),
    };

    // Every property has to have a value here that a service may have and most have not.
    private static readonly Dictionary<string, Service> Changed = new()
    {
        [nameof(Service.Hostname)] = Plain with { Hostname = "bücher.example" },
        [nameof(Service.Name)] = Plain with { Name = "" },
        [nameof(Service.Namespace)] = Plain with { Namespace = new('n', 200) },
        [nameof(Service.Registry)] = Plain with { Registry = ServiceRegistry.External },
        [nameof(Service.Resolution)] = Plain with { Resolution = Resolution.Passthrough },
        [nameof(Service.Ports)] = Plain with { Ports = [new("http", 80, Protocol.Http), new("tcp", 90, Protocol.Tcp)] },
        [nameof(Service.MeshExternal)] = Plain with { MeshExternal = true },
        [nameof(Service.DefaultAddress)] = Plain with { DefaultAddress = "10.0.0.1" },
        [nameof(Service.ClusterVips)] = Plain with { ClusterVips = new Dictionary<string, IReadOnlyList<string>> { ["a"] = ["10.0.0.1"] } },
        [nameof(Service.AutoAllocatedIpv4)] = Plain with { AutoAllocatedIpv4 = "240.240.0.1" },
        [nameof(Service.AutoAllocatedIpv6)] = Plain with { AutoAllocatedIpv6 = "2001:2::1" },
        [nameof(Service.DeclaredServiceAccounts)] = Plain with { DeclaredServiceAccounts = ["spiffe://a"] },
        [nameof(Service.CreationTime)] = Plain with { CreationTime = DateTimeOffset.UnixEpoch },
        [nameof(Service.Labels)] = Plain with { Labels = new Dictionary<string, string> { [WellKnownLabels.PersistentSession] = "cookie:/" } },
        [nameof(Service.Selector)] = Plain with { Selector = new Dictionary<string, string> { ["app"] = "reviews" } },
        [nameof(Service.ExportTo)] = Plain with { ExportTo = ["*"] },
        [nameof(Service.Visibility)] = Plain with { Visibility = Enum.GetValues<ServiceVisibility>()[^1] },
        [nameof(Service.KubernetesType)] = Plain with { KubernetesType = "LoadBalancer" },
        [nameof(Service.ExternalName)] = Plain with { ExternalName = "example.com" },
        [nameof(Service.NodeLocal)] = Plain with { NodeLocal = true },
        [nameof(Service.PublishNotReadyAddresses)] = Plain with { PublishNotReadyAddresses = true },
        [nameof(Service.TrafficDistribution)] = Plain with { TrafficDistribution = TrafficDistribution.PreferSameZone },
        [nameof(Service.RaceFirstTcpConnect)] = Plain with { RaceFirstTcpConnect = true },
        [nameof(Service.PassthroughPorts)] = Plain with { PassthroughPorts = new Dictionary<int, int> { [80] = 8080 } },
        [nameof(Service.Aliases)] = Plain with { Aliases = [new("default", "alias.default.svc.cluster.local")] },
        [nameof(Service.ExternalAddresses)] = Plain with { ExternalAddresses = new Dictionary<string, IReadOnlyList<string>> { ["a"] = ["1.2.3.4"] } },
        [nameof(Service.NodePorts)] = Plain with { NodePorts = new Dictionary<string, IReadOnlyDictionary<int, int>> { ["a"] = new Dictionary<int, int> { [80] = 30080 } } },
        [nameof(Service.ByCluster)] = Plain with { ByCluster = new Dictionary<string, Service> { ["a"] = Plain } },
        [nameof(Service.Source)] = Plain with { Source = new("ServiceEntry", "other", "entry") },
    };

    private readonly PlainClusters _clusters = new();

    [Fact]
    public void Changed_Properties_AreAllThatServicesHave() =>
        Changed.Keys.ShouldBe(typeof(Service).GetProperties().Where(property => property.CanWrite).Select(property => property.Name), ignoreOrder: true);

    [Fact]
    public void Build_ServiceWithNothingSpecial_FillsIn() => _clusters.Build(Inputs(Plain)).ShouldNotBeNull();

    [Theory]
    [InlineData(MutualTlsMode.Unset)]
    [InlineData(MutualTlsMode.Strict)]
    [InlineData(MutualTlsMode.Disable)]
    public void Build_AnyService_ComesToWhatBuildingComesTo(MutualTlsMode mode)
    {
        // Those after the first one are filled in from what was made for it.
        foreach (var service in Changed.Values.Prepend(Plain))
        {
            foreach (var protocol in Enum.GetValues<Protocol>().Where(protocol => protocol != Protocol.Udp))
            {
                foreach (var accounts in (string[][])[[], ["spiffe://cluster.local/ns/default/sa/a"], ["b", "a", "b"]])
                {
                    Check(Inputs(service) with
                    {
                        Port = new(protocol == Protocol.Tcp ? "tcp" : "", 80 + (int)protocol, protocol) { TargetPort = 8080, TargetPortName = "named" },
                        ServiceMode = mode,
                        ServiceAccounts = new(accounts),
                        IsTunnelled = accounts.Length == 1,
                        PassthroughMustBePlain = accounts.Length == 3,
                    });
                }
            }
        }
    }

    [Fact]
    public void Build_OtherMeshSettings_ComesToWhatBuildingComesTo()
    {
        foreach (var mesh in (ClusterMeshSettings[])[
            new(),
            new() { UpgradeToHttp2 = true, ConnectTimeout = TimeSpan.FromSeconds(3) },
            new() { OutboundStatName = "%SERVICE%_%SERVICE_PORT_NAME%" },
            new() { AutoMutualTls = true, DefaultPolicy = new() { OutlierDetection = new() { MinHealthPercent = 10 } } }])
        {
            foreach (var type in Enum.GetValues<ProxyType>())
            {
                Check(Inputs(Plain) with { Mesh = mesh, View = new() { Type = type, DnsFamily = DnsFamily.V4Only, StockEnvoy = type == ProxyType.Router } });
                Check(Inputs(Plain) with { Mesh = mesh, View = new() { Type = type, DnsFamily = DnsFamily.All, PreserveHeaderCase = true } });
            }
        }
    }

    private void Check(OutboundClusterInputs inputs)
    {
        if (_clusters.Build(inputs) is not { } filled)
        {
            return;
        }

        var built = OutboundClusters.Build(inputs);
        filled.Select(cluster => cluster.Name).ShouldBe(built.Select(cluster => cluster.Name));
        filled.Select(cluster => Convert.ToHexString(cluster.Value.Span)).ShouldBe(built.Select(cluster => Convert.ToHexString(cluster.Value.Span)));
    }

    private static OutboundClusterInputs Inputs(Service service) => new()
    {
        Service = service,
        Port = new("http", 80, Protocol.Http),
        Mode = ClusterMode.Default,
        View = new() { Type = ProxyType.Sidecar, DnsFamily = DnsFamily.V4Only },
        Mesh = new() { AutoMutualTls = true },
        ServiceMode = MutualTlsMode.Permissive,
    };
}
