using Envoy.Config.Cluster.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.EnvoyApi;
using Filter = Envoy.Config.Listener.V3.Filter;

namespace MeshActors.Actors.Discovery.Tests.Streams;

public sealed class RehearsedSidecarTests
{
    private readonly List<DeltaDiscoveryRequest> _asked = [];
    private readonly RehearsedSidecar _sidecar;

    public RehearsedSidecarTests() => _sidecar = new(_asked.Add);

    [Fact]
    public void Connect_AsksForClustersOnly()
    {
        _sidecar.Connect(new() { Id = "a" });

        var request = _asked.ShouldHaveSingleItem();
        (request.TypeUrl, request.Node.Id, request.ResourceNamesSubscribe.Count).ShouldBe((TypeUrls.Cluster, "a", 0));
    }

    [Fact]
    public async Task Resources_AreAcknowledgedAndWhatTheyNameIsAskedFor()
    {
        _sidecar.Connect(new());
        _asked.Clear();

        await SendAsync(TypeUrls.Cluster, "c1", new Cluster { Name = "a", Type = Cluster.Types.DiscoveryType.Eds });
        _asked[0].ResponseNonce.ShouldBe("c1");
        _asked.Skip(1).Select(r => r.TypeUrl).ShouldBe([TypeUrls.Endpoint, TypeUrls.Listener, TypeUrls.NameTable]);
        _asked[1].ResourceNamesSubscribe.ShouldBe(["a"]);
        _asked.Clear();

        await SendAsync(TypeUrls.Listener, "l1", WithRoutes("80"));
        _asked[0].ResponseNonce.ShouldBe("l1");
        _asked.Skip(1).ShouldHaveSingleItem().ResourceNamesSubscribe.ShouldBe(["80"]);
    }

    [Fact]
    public async Task Resources_ThatChangeMeanwhile_AreAcknowledgedAndOnlyNewNamesAreAskedFor()
    {
        _sidecar.Connect(new());
        await SendAsync(TypeUrls.Cluster, "c1", new Cluster { Name = "a", Type = Cluster.Types.DiscoveryType.Eds });
        _asked.Clear();

        await SendAsync(TypeUrls.Cluster, "c2", new Cluster { Name = "a", Type = Cluster.Types.DiscoveryType.Eds, AltStatName = "changed" });
        _asked.ShouldHaveSingleItem().ResponseNonce.ShouldBe("c2");
        _asked.Clear();

        await SendAsync(TypeUrls.Cluster, "c3", new Cluster { Name = "b", Type = Cluster.Types.DiscoveryType.Eds });
        _asked.Count.ShouldBe(2);
        _asked[1].ResourceNamesSubscribe.ShouldBe(["b"]);
    }

    [Fact]
    public async Task Configured_WhenAllThatWasAskedForIsAnswered()
    {
        _sidecar.Connect(new());
        await SendAsync(TypeUrls.Cluster, "c1", new Cluster { Name = "a", Type = Cluster.Types.DiscoveryType.Eds });
        await SendAsync(TypeUrls.Listener, "l1", WithRoutes("80"));
        await SendAsync(TypeUrls.NameTable, "n1");
        await SendAsync(TypeUrls.Endpoint, "e1", removed: "a");
        _sidecar.Configured.IsCompleted.ShouldBeFalse();

        await SendAsync(TypeUrls.Route, "r1", removed: "80");

        await _sidecar.Configured.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private ValueTask SendAsync(string type, string nonce, IMessage? resource = null, string? removed = null)
    {
        var response = new DeltaDiscoveryResponse { TypeUrl = type, Nonce = nonce };
        if (resource is not null)
        {
            response.Resources.Add(new Resource { Name = "a", Resource_ = Any.Pack(resource) });
        }

        if (removed is not null)
        {
            response.RemovedResources.Add(removed);
        }

        return _sidecar.WriteEncodedAsync(new(response.ToByteArray()));
    }

    private static Listener WithRoutes(string name) => new()
    {
        Name = "a",
        FilterChains =
        {
            new FilterChain
            {
                Filters = { new Filter { TypedConfig = Any.Pack(new HttpConnectionManager { Rds = new() { RouteConfigName = name } }) } },
            },
        },
    };
}
