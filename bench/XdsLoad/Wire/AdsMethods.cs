using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;

namespace MeshActors.XdsLoad.Wire;

/// <summary>The aggregated discovery service, with responses left encoded.</summary>
internal static class AdsMethods
{
    private const string Service = "envoy.service.discovery.v3.AggregatedDiscoveryService";

    public static readonly Method<DeltaDiscoveryRequest, PooledMessage> Delta = new(
        MethodType.DuplexStreaming, Service, "DeltaAggregatedResources", Marshallers.Protobuf(DeltaDiscoveryRequest.Parser), Marshallers.Pooled);

    public static readonly Method<DiscoveryRequest, PooledMessage> StateOfTheWorld = new(
        MethodType.DuplexStreaming, Service, "StreamAggregatedResources", Marshallers.Protobuf(DiscoveryRequest.Parser), Marshallers.Pooled);
}
