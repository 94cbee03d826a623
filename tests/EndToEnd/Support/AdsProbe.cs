using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Grpc;
using MeshActors.Testing;
using MeshActors.Testing.Xds;

namespace MeshActors.EndToEnd.Support;

/// <summary>
/// A sidecar that speaks incremental xDS: it asks as Envoy does, accepts everything, and remembers what it holds over
/// connections, so that it can say what came anew.
/// </summary>
internal sealed class AdsProbe
{
    private readonly Dictionary<string, Dictionary<string, string>> _held = new()
    {
        [TypeUrls.Cluster] = [],
        [TypeUrls.Endpoint] = [],
        [TypeUrls.Listener] = [],
        [TypeUrls.Route] = [],
    };

    private readonly HashSet<(string Type, string Name)> _asked = [];
    private GrpcChannel? _channel;
    private DeltaStream? _stream;

    /// <summary>Names of what the last connection brought, by type, in order; a name stands once for each time.</summary>
    public List<string> Received { get; } = [];

    /// <summary>Names that were taken away.</summary>
    public List<string> Removed { get; } = [];

    /// <summary>Whether every name that was asked for has been answered with a resource.</summary>
    public bool HasAllItAskedFor => _asked.All(asked => _held[asked.Type].ContainsKey(asked.Name));

    public int Count(string type) => _held[type].Count;

    /// <summary>The version that is held of a resource.</summary>
    public string Version(string type, string name) => _held[type][name];

    /// <summary>Connects, telling what is held already.</summary>
    public async Task ConnectAsync(int port)
    {
        Disconnect();
        Received.Clear();
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}", new GrpcChannelOptions { MaxReceiveMessageSize = null });
        _stream = new(_channel.CreateCallInvoker(), Node());
        foreach (var type in (string[])[TypeUrls.Cluster, TypeUrls.Endpoint, TypeUrls.Listener, TypeUrls.Route])
        {
            var isByName = type is TypeUrls.Endpoint or TypeUrls.Route;
            if (!isByName || _held[type].Count > 0)
            {
                await _stream.SubscribeAsync(type, isByName ? _held[type].Keys : [], _held[type]);
            }
        }
    }

    /// <summary>Takes responses in until a condition holds.</summary>
    public async Task ReadUntilAsync(Func<bool> done)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!done())
        {
            await TakeAsync(await _stream!.NextAsync(limit.Token));
        }
    }

    public void Disconnect()
    {
        _stream?.Dispose();
        _channel?.Dispose();
        (_stream, _channel) = (null, null);
    }

    private async Task TakeAsync(DeltaDiscoveryResponse response)
    {
        var held = _held[response.TypeUrl];
        foreach (var resource in response.Resources)
        {
            held[resource.Name] = resource.Version;
            Received.Add($"{response.TypeUrl}/{resource.Name}");
        }

        foreach (var name in response.RemovedResources)
        {
            held.Remove(name);
            Removed.Add(name);
        }

        await AskForNamesAsync(response);
    }

    // As Envoy does: the endpoints of every cluster, and the routes that listeners name.
    private async Task AskForNamesAsync(DeltaDiscoveryResponse response)
    {
        string[] names = response.TypeUrl switch
        {
            TypeUrls.Cluster => [.. response.Resources
                .Where(r => Envoy.Config.Cluster.V3.Cluster.Parser.ParseFrom(r.Resource_.Value).Type == Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType.Eds)
                .Select(r => r.Name)],
            TypeUrls.Listener => ["9080"],
            _ => [],
        };
        var type = response.TypeUrl == TypeUrls.Cluster ? TypeUrls.Endpoint : TypeUrls.Route;
        var fresh = names.Where(name => !_held[type].ContainsKey(name)).ToArray();
        if (fresh.Length > 0)
        {
            _asked.UnionWith(fresh.Select(name => (type, name)));
            await _stream!.SubscribeAsync(type, fresh);
        }
    }

    private static Node Node() => new()
    {
        Id = "sidecar~127.0.0.1~probe.default~default.svc.cluster.local",
        Cluster = "probe.default",
        Metadata = Struct.Parser.ParseJson("""{"NAMESPACE":"default","CLUSTER_ID":"Kubernetes","LABELS":{"app":"probe"}}"""),
    };
}
