using MeshActors.EnvoyApi;
using MeshActors.Grpc;
using MeshActors.Testing.Xds;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>A proxy on a state-of-the-world stream, which tells no names beside the resources: they are read from them.</summary>
internal sealed class SotwSession(CallInvoker invoker, CallOptions options, XdsProxy proxy) : IProxySession
{
    private readonly Dictionary<string, Dictionary<string, ReadOnlyMemory<byte>>> _came = [];
    private readonly SotwStream _stream = new(invoker, proxy.Node, options);

    public async Task<IReadOnlyList<SubjectResource>> GetAsync(ResourceSort sort, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        using var wait = new StreamWait(cancellation);
        try
        {
            var came = _came[sort.TypeUrl] = [];
            await _stream.SubscribeAsync(sort.TypeUrl, names, wait.Token);
            var isAnswered = false;

            // Load assignments come as their services answer, and every one comes; of other types all that there is comes at once.
            while (sort == ResourceSort.Endpoints ? !names.All(came.ContainsKey) : !isAnswered)
            {
                isAnswered |= await TakeAsync(wait.Token) == sort.TypeUrl;
            }

            return [.. came.Select(pair => new SubjectResource(pair.Key, pair.Value))];
        }
        catch (Exception exception)
        {
            throw wait.Explain(exception, sort, $"{names.Count(name => !_came[sort.TypeUrl].ContainsKey(name))} of {names.Count} names have not come");
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
        foreach (var resource in response.Resources)
        {
            var message = EnvoyAny.Unpack(resource) ?? throw new InvalidDataException($"a resource of unknown type {resource.TypeUrl}");
            _came[response.TypeUrl][NameOf(message)] = resource.Value.Memory;
        }

        return response.TypeUrl;
    }

    // Load assignments are named by their cluster; a name table has no name.
    private static string NameOf(Google.Protobuf.IMessage message) =>
        (message.Descriptor.FindFieldByName("name") ?? message.Descriptor.FindFieldByName("cluster_name"))?.Accessor.GetValue(message) as string ?? "";
}
