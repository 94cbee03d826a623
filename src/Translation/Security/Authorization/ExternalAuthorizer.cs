using HttpExtAuthz = Envoy.Extensions.Filters.Http.ExtAuthz.V3.ExtAuthz;
using TcpExtAuthz = Envoy.Extensions.Filters.Network.ExtAuthz.V3.ExtAuthz;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>A provider that decides about requests, as the filters that ask it; what makes them ask is set by who uses them.</summary>
/// <param name="Http">Null where the provider is unusable.</param>
/// <param name="Tcp">Null also where it speaks HTTP, which has no form for connections.</param>
internal sealed record ExternalAuthorizer(HttpExtAuthz? Http, TcpExtAuthz? Tcp)
{
    /// <summary>A provider that cannot be asked; what it should decide about is denied.</summary>
    public static readonly ExternalAuthorizer Unusable = new(null, null);
}
