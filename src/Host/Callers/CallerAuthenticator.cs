using MeshActors.Actors.Discovery.Identities;
using MeshActors.Grpc;
using MeshActors.Host.Options;
using MeshActors.Host.Replicas;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Identity;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Callers;

/// <summary>
/// Who calls, as istiod finds out: by the client certificate of the connection, or else by a service account's token. In clear text
/// nobody is asked.
/// </summary>
internal sealed partial class CallerAuthenticator(
    ReplicaOptions options, ViewHolder views, TokenReviews tokens, ILogger<CallerAuthenticator> log) : ICallerAuthenticator
{
    private const string Bearer = "Bearer ";
    private const string ClusterHeader = "clusterid";

    public async ValueTask<IReadOnlyList<string>?> AuthenticateAsync(ServerCallContext call)
    {
        var http = call.GetHttpContext();
        var isSecure = http.Features.Get<ITlsHandshakeFeature>() is not null;
        if (!options.AuthenticatesXds || !(isSecure || options.AuthenticatesPlaintext))
        {
            return null;
        }

        // The mesh configuration says whose identities count.
        if (views.Current is not { } view)
        {
            throw new RpcException(new Grpc.Status(StatusCode.Unavailable, "server is not ready to serve discovery information"));
        }

        var (identities, byCertificate) = OfCertificate(http, view.Mesh);
        if (identities is null)
        {
            (identities, var byToken) = await OfTokenAsync(http, view.Mesh, call.CancellationToken).ConfigureAwait(false);
            if (identities is null)
            {
                LogUnknown(call.Peer, byCertificate, byToken);
                throw new RpcException(new Grpc.Status(StatusCode.Unauthenticated, "authentication failure"));
            }
        }

        return options.ChecksXdsIdentity ? identities : null;
    }

    // Valid it is: see ClientCertificates.
    private static (IReadOnlyList<string>? Identities, string Failure) OfCertificate(HttpContext http, MeshConfig mesh)
    {
        if (http.Connection.ClientCertificate is not { } certificate)
        {
            return (null, "no client certificate is presented");
        }

        var names = UriNames.Of(certificate);
        return names.Any(name => SpiffeIdentity.TryParse(name, out var identity) && IsOfMesh(identity.TrustDomain, mesh))
            ? (names, "")
            : (null, $"its certificate's identity, {string.Join(", ", names)}, is not of trust domain {mesh.TrustDomain} or an alias of it");
    }

    private async ValueTask<(IReadOnlyList<string>? Identities, string Failure)> OfTokenAsync(HttpContext http, MeshConfig mesh, CancellationToken cancellationToken)
    {
        var headers = http.Request.Headers;
        if (headers.Authorization.FirstOrDefault(value => value?.StartsWith(Bearer, StringComparison.Ordinal) == true) is not { } header)
        {
            return (null, "there is no bearer token");
        }

        var cluster = headers[ClusterHeader] is [{ } named] ? named : "";
        var verdict = await tokens.ReviewAsync(header[Bearer.Length..], cluster, cancellationToken).ConfigureAwait(false);
        return verdict.Account is { } account
            ? ([SpiffeIdentity.TextOf(mesh.TrustDomain, account.Namespace, account.Name)], "")
            : (null, verdict.Failure);
    }

    private static bool IsOfMesh(string trustDomain, MeshConfig mesh) => trustDomain == mesh.TrustDomain.Replace('@', '.') || mesh.TrustDomainAliases.Contains(trustDomain);

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Peer} is not authenticated. Certificate: {ByCertificate}. Token: {ByToken}")]
    private partial void LogUnknown(string peer, string byCertificate, string byToken);
}
