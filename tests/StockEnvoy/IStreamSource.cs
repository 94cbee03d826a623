using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;

namespace MeshActors.StockEnvoy;

/// <summary>Serves one proxy's delta stream, and records what passes.</summary>
internal interface IStreamSource
{
    StreamRecord Record { get; }

    Task ServeAsync(
        IAsyncStreamReader<DeltaDiscoveryRequest> requests, IServerStreamWriter<DeltaDiscoveryResponse> responses, ServerCallContext call);
}
