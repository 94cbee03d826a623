using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;

namespace MeshActors.Testing.Xds;

/// <summary>The aggregated discovery service as a client sees it, with decoded messages.</summary>
public static class AdsMethods
{
    private const string Service = "envoy.service.discovery.v3.AggregatedDiscoveryService";

    public static Method<DeltaDiscoveryRequest, DeltaDiscoveryResponse> Delta { get; } = new(
        MethodType.DuplexStreaming,
        Service,
        "DeltaAggregatedResources",
        Marshallers.Protobuf(DeltaDiscoveryRequest.Parser),
        Marshallers.Protobuf(DeltaDiscoveryResponse.Parser));

    public static Method<DiscoveryRequest, DiscoveryResponse> StateOfTheWorld { get; } = new(
        MethodType.DuplexStreaming,
        Service,
        "StreamAggregatedResources",
        Marshallers.Protobuf(DiscoveryRequest.Parser),
        Marshallers.Protobuf(DiscoveryResponse.Parser));
}
