using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Grpc;

/// <summary>What the mesh's policies ask of a gRPC server.</summary>
public interface IGrpcServerSecurity
{
    /// <summary>For one port of a workload. What does not change is given as the same filter instances.</summary>
    GrpcServerPolicy For(ProxyNode node, int port);
}

/// <summary>The policy of one port.</summary>
/// <param name="RequiresMutualTls">
/// gRPC cannot take both plain text and TLS on a port: permissive counts as strict for workloads that clients know to have
/// mutual TLS (by the label <c>security.istio.io/tlsMode: istio</c>), and as plain text for others.
/// </param>
/// <param name="Authorization">RBAC filters, denying ones first.</param>
public readonly record struct GrpcServerPolicy(bool RequiresMutualTls, IReadOnlyList<HttpFilter> Authorization);
