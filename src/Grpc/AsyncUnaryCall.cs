using System.Runtime.CompilerServices;
using MeshActors.Grpc.Client;

namespace MeshActors.Grpc;

/// <summary>One request, one response. It can be awaited itself.</summary>
public sealed class AsyncUnaryCall<TResponse> : ClientCall
{
    internal AsyncUnaryCall(HttpCall call, Task<TResponse> response)
        : base(call) => ResponseAsync = response;

    public Task<TResponse> ResponseAsync { get; }

    public TaskAwaiter<TResponse> GetAwaiter() => ResponseAsync.GetAwaiter();

    public ConfiguredTaskAwaitable<TResponse> ConfigureAwait(bool continueOnCapturedContext) =>
        ResponseAsync.ConfigureAwait(continueOnCapturedContext);
}
