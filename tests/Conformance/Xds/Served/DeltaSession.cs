using MeshActors.Grpc;
using MeshActors.Testing.Xds;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>A proxy on an incremental stream. A request is answered when every name that it asks for is.</summary>
internal sealed class DeltaSession(CallInvoker invoker, CallOptions options, XdsProxy proxy) : IProxySession
{
    private readonly Dictionary<string, Dictionary<string, ReadOnlyMemory<byte>?>> _answered = [];
    private readonly DeltaStream _stream = new(invoker, proxy.Node, options);

    public async Task<IReadOnlyList<SubjectResource>> GetAsync(ResourceSort sort, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        using var wait = new StreamWait(cancellation);
        try
        {
            var answered = _answered[sort.TypeUrl] = [];
            await _stream.SubscribeAsync(sort.TypeUrl, names, cancellation: wait.Token);
            var isWhole = false;
            while (names.Count == 0 ? !isWhole : !names.All(answered.ContainsKey))
            {
                isWhole |= await TakeAsync(wait.Token) == sort.TypeUrl;
            }

            return [.. answered.Where(pair => pair.Value is not null).Select(pair => new SubjectResource(pair.Key, pair.Value!.Value))];
        }
        catch (Exception exception)
        {
            throw wait.Explain(exception, sort, $"{names.Count(name => !_answered[sort.TypeUrl].ContainsKey(name))} of {names.Count} names are not answered");
        }
    }

    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> TakeAsync(CancellationToken cancellation)
    {
        var response = await _stream.NextAsync(cancellation);
        var answered = _answered[response.TypeUrl];
        foreach (var resource in response.Resources)
        {
            answered[resource.Name] = resource.Resource_.Value.Memory;
        }

        foreach (var name in response.RemovedResources)
        {
            answered[name] = null;
        }

        return response.TypeUrl;
    }
}
