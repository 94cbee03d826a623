using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Grpc;
using MeshActors.Testing.Xds;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Features;

/// <summary>An incremental xDS client over a real stream. It answers each response when the test takes it.</summary>
internal sealed class DeltaClient(CallInvoker invoker, Node? node) : IDisposable
{
    private readonly DeltaStream _stream = new(invoker, node);

    /// <summary>What the client holds, by type and name.</summary>
    public Dictionary<XdsType, Dictionary<string, Resource>> Held { get; } =
        Enum.GetValues<XdsType>().ToDictionary(type => type, _ => new Dictionary<string, Resource>());

    public Task SubscribeAsync(XdsType type, params string[] names) => SubscribeAsync(type, new Dictionary<string, string>(), names);

    public Task SubscribeAsync(XdsType type, IReadOnlyDictionary<string, string> versions, params string[] names) =>
        _stream.SubscribeAsync(XdsTypes.UrlOf(type), names, versions);

    public Task SendAsync(DeltaDiscoveryRequest request) => _stream.SendAsync(request);

    /// <summary>Waits until the server has begun to write, and takes nothing.</summary>
    public Task BegunAsync() => _stream.BegunAsync();

    /// <summary>The next response, answered with an ACK.</summary>
    public async Task<DeltaDiscoveryResponse> NextAsync() => Keep(await _stream.NextAsync());

    public async Task<DeltaDiscoveryResponse> RefuseNextAsync(string reason) => Keep(await _stream.RefuseNextAsync(reason));

    /// <summary>The next response, not answered.</summary>
    public async Task<DeltaDiscoveryResponse> TakeAsync() => Keep(await _stream.TakeAsync());

    /// <summary>What comes before a name that nobody has asked for is answered: a way to see that there is nothing else.</summary>
    public async Task<IReadOnlyList<DeltaDiscoveryResponse>> UntilMarkAsync(string mark)
    {
        await SubscribeAsync(XdsType.Secret, mark);
        var before = new List<DeltaDiscoveryResponse>();
        while (true)
        {
            var response = await NextAsync();
            if (response.RemovedResources.Contains(mark))
            {
                return before;
            }

            before.Add(response);
        }
    }

    /// <summary>What an Envoy asks for at first, with all that comes of it: the endpoints of a cluster that comes meanwhile, too.</summary>
    public async Task ConnectAsync()
    {
        await SubscribeAsync(XdsType.Cluster);
        await NextAsync();
        var asked = new HashSet<string>();
        await AskForEndpointsAsync(asked);
        await SubscribeAsync(XdsType.Listener);
        await SubscribeAsync(XdsType.Route, "9080");
        await UntilMarkAsync("connected");
        await AskForEndpointsAsync(asked);
        while (!asked.All(Held[XdsType.Endpoint].ContainsKey) || Held[XdsType.Route].Count == 0 || Held[XdsType.Listener].Count == 0)
        {
            await NextAsync();
            await AskForEndpointsAsync(asked);
        }
    }

    public IReadOnlyDictionary<string, string> Versions(XdsType type) => Held[type].ToDictionary(pair => pair.Key, pair => pair.Value.Version);

    /// <summary>The status with which the server ends the stream.</summary>
    public Task<RpcStatus> EndAsync() => _stream.EndAsync();

    public void Dispose() => _stream.Dispose();

    private async Task AskForEndpointsAsync(HashSet<string> asked)
    {
        string[] more = [.. Held[XdsType.Cluster].Keys.Where(name => name.StartsWith("outbound|", StringComparison.Ordinal) && asked.Add(name))];
        if (more.Length > 0)
        {
            await SubscribeAsync(XdsType.Endpoint, more);
        }
    }

    private DeltaDiscoveryResponse Keep(DeltaDiscoveryResponse response)
    {
        var held = Held[XdsTypes.Find(response.TypeUrl)!.Value];
        foreach (var resource in response.Resources)
        {
            held[resource.Name] = resource;
        }

        foreach (var name in response.RemovedResources)
        {
            held.Remove(name);
        }

        return response;
    }
}
