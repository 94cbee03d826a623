using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;
using MeshActors.Grpc;
using MeshActors.Host.Security;

namespace MeshActors.Host.Links;

/// <summary>
/// Links over gRPC and TLS. Both ends show a certificate of the authority that lies in the system namespace: who can read that
/// Secret is a replica of this mesh. Names in certificates do not matter.
/// </summary>
internal sealed class GrpcReplicaTransport(CertificateIssuer authority, X509Certificate2 certificate) : IReplicaTransport
{
    private volatile Action<IReplicaConnection>? _accept;

    /// <summary>Who takes connections; null until links start.</summary>
    public Action<IReplicaConnection>? Accept => _accept;

    public async Task<IReplicaConnection> ConnectAsync(Member peer, CancellationToken cancellationToken)
    {
        var channel = GrpcChannel.ForAddress(new Uri($"https://{peer.Address}"), new GrpcChannelOptions
        {
            MaxReceiveMessageSize = null,
            Tls = new SslClientAuthenticationOptions
            {
                ClientCertificates = [certificate],
                RemoteCertificateValidationCallback = (_, presented, _, _) => presented is X509Certificate2 peerCertificate && authority.Trusts(peerCertificate),
            },
        });
        try
        {
            // The token ends the attempt to connect; the call itself lives until the connection is closed.
            var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(ReplicaLinkService.Connect, null, default);
            await call.ResponseHeadersAsync.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new GrpcReplicaConnection(call.ResponseStream, call.RequestStream, new LinkStream(channel, call));
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    public void Listen(Action<IReplicaConnection> accept) => _accept = accept;
}
