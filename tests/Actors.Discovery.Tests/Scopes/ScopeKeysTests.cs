using System.Text.Json;
using System.Text.RegularExpressions;
using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Discovery.Tests.Scopes;

public sealed partial class ScopeKeysTests
{
    private static readonly MeshView Empty = MeshView.Assemble(new MeshGlobals { Mesh = new(), Networks = new() }, new Dictionary<string, NamespaceSnapshot>(), null);

    [Fact]
    public void PodsOfOneWorkload_HaveOneKey()
    {
        var neighbour = Node() with
        {
            Id = "a-2.default",
            Name = "a-2",
            IpAddresses = ["10.0.0.2"],
            NodeName = "node-2",
            Labels = new Dictionary<string, string> { ["app"] = "a", [WellKnownLabels.NodeHostname] = "node-2", ["apps.kubernetes.io/pod-index"] = "2" },
        };

        ScopeKeys.Of(neighbour, Empty).ShouldBe(ScopeKeys.Of(Node(), Empty));
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void WhatTranslationReads_KeepsProxiesApart(ProxyNode other) => ScopeKeys.Of(other, Empty).ShouldNotBe(ScopeKeys.Of(Node(), Empty));

    public static TheoryData<ProxyNode> Differences => [
        Node() with { Type = ProxyType.Router },
        Node() with { Namespace = "other" },
        Node() with { ClusterId = "other" },
        Node() with { Network = "other" },
        Node() with { RequestedNetworks = ["a"] },
        Node() with { Locality = new("r", "z", "") },
        Node() with { ServiceAccount = "other" },
        Node() with { WorkloadName = "other" },
        Node() with { ServiceCluster = "other" },
        Node() with { IstioVersion = new(1, 20, 0) },
        Node() with { InterceptionMode = InterceptionMode.Tproxy },
        Node() with { Generator = "grpc" },
        Node() with { DnsDomain = "other" },
        Node() with { HasIpv6 = true },
        Node() with { MayBindPrivilegedPorts = false },
        Node() with { NodeName = "" },
        Node() with { PodPorts = new Dictionary<string, int> { ["http"] = 80 } },
        Node() with { PodUdpPorts = new Dictionary<string, int> { ["dns"] = 53 } },
        Node() with { Labels = new Dictionary<string, string> { ["app"] = "b" } },
        Node() with { Extensions = new HashSet<string> { "envoy.filters.http.router" } },
        Node() with { VerifiedIdentity = "spiffe://cluster.local/ns/default/sa/a" },
        Node() with { Metadata = new Dictionary<string, JsonElement> { ["DNS_CAPTURE"] = JsonSerializer.SerializeToElement("true") } },
        Node() with { Annotations = new Dictionary<string, string> { ["resource.opentelemetry.io/service.name"] = "x" } },
    ];

    [Fact]
    public void Addresses_CountOnlyWhereTheConfigurationKnowsThem()
    {
        var service = new ServiceKey("default", "h.default.svc.cluster.local");
        var endpoint = new Endpoint { Addresses = ["10.0.0.2"], ServicePortName = "tcp", Port = 80 };
        var view = With(new()
        {
            Namespace = "default",
            Facts = new Dictionary<ServiceKey, ServiceFacts> { [service] = new() { InlineEndpoints = [endpoint] } },
        });

        ScopeKeys.Of(Node() with { IpAddresses = ["10.0.0.2"] }, view).ShouldNotBe(ScopeKeys.Of(Node(), view));
        ScopeKeys.Of(Node() with { IpAddresses = ["10.0.0.3"] }, view).ShouldBe(ScopeKeys.Of(Node(), view));
        var none = Node() with { InterceptionMode = InterceptionMode.None };
        ScopeKeys.Of(none with { IpAddresses = ["10.0.0.3"] }, Empty).ShouldNotBe(ScopeKeys.Of(none, Empty));
    }

    [Fact]
    public void Values_CannotPassForOtherFields()
    {
        var one = Node() with { Network = "a\ncluster=1:b" };
        var other = Node() with { Network = "a", ClusterId = "b" };

        ScopeKeys.Of(one, Empty).ShouldNotBe(ScopeKeys.Of(other, Empty));
    }

    [Fact]
    public void MetadataKeys_AreAllThatTranslatorsAskFor()
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in SourceFiles())
        {
            var text = File.ReadAllText(file);
            asked.UnionWith(MetadataAccess().Matches(text).Select(match => match.Groups[1].Value));
        }

        asked.ShouldNotBeEmpty();
        asked.ExceptWith(ScopeKeys.MetadataKeys);
        asked.ShouldBeEmpty("Translators read metadata that scope keys leave out: proxies that differ in it would share resources.");
    }

    private static IEnumerable<string> SourceFiles()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MeshActors.sln")))
        {
            root = root.Parent.ShouldNotBeNull("The tests run outside of their repository.");
        }

        string[] folders = ["src/Translation", "src/Mesh/View", "src/Mesh/Proxy", "src/Mesh/Security"];
        return folders.Select(folder => Path.Combine(root.FullName, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("ProxyNodes.cs", StringComparison.Ordinal));
    }

    private static MeshView With(NamespaceSnapshot snapshot) =>
        MeshView.Assemble(Empty.Globals, new Dictionary<string, NamespaceSnapshot> { [snapshot.Namespace] = snapshot }, null);

    private static ProxyNode Node() => new()
    {
        Id = "a-1.default",
        Type = ProxyType.Sidecar,
        Namespace = "default",
        Name = "a-1",
        WorkloadName = "a",
        IpAddresses = ["10.0.0.1"],
        NodeName = "node-1",
        Labels = new Dictionary<string, string> { ["app"] = "a", [WellKnownLabels.NodeHostname] = "node-1", ["apps.kubernetes.io/pod-index"] = "1" },
    };

    [GeneratedRegex("""(?:MetadataText|MetadataFlag|Metadata\.TryGetValue)\("([^"]+)""")]
    private static partial Regex MetadataAccess();
}
