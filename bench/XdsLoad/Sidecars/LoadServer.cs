using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Grpc;
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

    /// <summary>A connection of its own.</summary>
    public GrpcChannel Connect() => GrpcChannel.ForAddress(
        ServerName is null ? Address : new UriBuilder(Address) { Host = ServerName }.Uri,
        new()
        {
            MaxReceiveMessageSize = null,
            UserAgent = "xds-load",
            Tls = Address.Scheme == Uri.UriSchemeHttps ? Tls() : null,
            Connect = ServerName is null ? null : (_, cancellationToken) => DialAsync(cancellationToken),
        });

    public SidecarStream Open(GrpcChannel channel, CancellationToken cancellationToken)
    {
        var options = new CallOptions(Headers(), CancellationToken: cancellationToken);
        var response = new ScannedResponse(_pool, _catalog);
        return IsStateOfTheWorld
            ? new StateOfTheWorldStream(channel.CreateCallInvoker(), options) { Response = response }
            : new DeltaStream(channel.CreateCallInvoker(), options) { Response = response };
    }

    // The certificate is held against the name that is called, which need not resolve here.
    private async ValueTask<Stream> DialAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Address.Host, Address.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Metadata Headers()
    {
        var headers = new Metadata();
        if (Token is not null)
        {
            headers.Add("authorization", "Bearer " + Token);
        }

        return headers;
    }

    private SslClientAuthenticationOptions Tls()
    {
        var tls = new SslClientAuthenticationOptions();
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
