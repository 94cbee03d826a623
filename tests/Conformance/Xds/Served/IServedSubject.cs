using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>A real server, for clients that bring their own requests.</summary>
public interface IServedSubject : IXdsSubject
{
    /// <summary>Opens an incremental stream on which the proxy's identity counts as verified; its node is in the first request.</summary>
    AsyncDuplexStreamingCall<DeltaDiscoveryRequest, DeltaDiscoveryResponse> OpenDelta(XdsProxy proxy, CancellationToken cancellation);
}
