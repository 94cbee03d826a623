using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Http2;
using MeshActors.Http2.Polling;
using MeshActors.XdsLoad.Wire;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>The server under load, and how to speak to it.</summary>
/// <param name="Address"><c>http://</c> for plain text, <c>https://</c> for TLS.</param>
/// <param name="IsStateOfTheWorld">Otherwise delta.</param>
internal sealed record LoadServer(Uri Address, bool IsStateOfTheWorld)
{
    private readonly TextPool _pool = new();
    private readonly ResourceCatalog _catalog = new();

    /// <summary>Authorities that the server's certificate may be from; null to take any certificate.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The name that the server's certificate has to have; null for the address's host.</summary>
    public string? ServerName { get; init; }

    /// <summary>Sent as <c>authorization: Bearer</c>; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>A stream on a connection of its own.</summary>
    /// <param name="loop">Reads the connection.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async Task<SidecarStream> OpenAsync(PollLoop loop, CancellationToken cancellationToken)
    {
        var transport = await DialAsync(loop, cancellationToken);
        var authority = ServerName is null ? Address : new UriBuilder(Address) { Host = ServerName }.Uri;
        var method = new Uri(authority, IsStateOfTheWorld ? AdsMethods.StateOfTheWorld : AdsMethods.Delta);
        var call = GrpcStream.Open(transport, method, Headers());
        var response = new ScannedResponse(_pool, _catalog);
        return IsStateOfTheWorld ? new StateOfTheWorldStream(call) { Response = response } : new DeltaStream(call) { Response = response };
    }

    private async Task<Stream> DialAsync(PollLoop loop, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? transport = null;
        try
        {
            // Not asynchronously: the runtime would watch the socket from then on too, and wake threads of its own for what the loop reads.
            socket.Connect(Address.Host, Address.Port);
            transport = loop.Open(socket, cancellationToken);
            if (Address.Scheme == Uri.UriSchemeHttps)
            {
                var secure = new SslStream(transport);
                transport = secure;
                await secure.AuthenticateAsClientAsync(Tls(), cancellationToken);
            }

            return transport;
        }
        catch
        {
            transport?.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return new("user-agent", "xds-load");
        if (Token is not null)
        {
            yield return new("authorization", "Bearer " + Token);
        }
    }

    private SslClientAuthenticationOptions Tls()
    {
        // The certificate is held against the name that is called, which need not resolve here.
        var tls = new SslClientAuthenticationOptions { TargetHost = ServerName ?? Address.Host, ApplicationProtocols = [SslApplicationProtocol.Http2] };
        if (Authorities is null)
        {
            tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else
        {
            tls.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(Authorities);
        }

        return tls;
    }
}
