using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;

namespace MeshActors.Translation.Grpc;

/// <summary>Who may call a gRPC server.</summary>
public interface IGrpcAuthorization
{
    /// <summary>
    /// RBAC filters (<c>envoy.filters.http.rbac.DENY</c> before <c>envoy.filters.http.rbac</c>), for gRPC knows no other action.
    /// What does not change is given as the same instances.
    /// </summary>
    IReadOnlyList<HttpFilter> For(TranslationContext context);
}
