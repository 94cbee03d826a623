using System.Buffers;
using System.Collections.Frozen;
using System.IO.Pipelines;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>
/// Lets one plaintext port speak HTTP/1.1, HTTP/2 with prior knowledge and, where its Service says tcp, echo. Kestrel
/// chooses by ALPN alone; a client that opens with HTTP/2's preface is passed on as if ALPN had chosen h2.
/// </summary>
internal static class PlaintextProtocols
{
    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    public static ConnectionDelegate Choose(ConnectionDelegate http, int port, Func<FrozenSet<int>> tcpPorts) => async connection =>
    {
        if (tcpPorts().Contains(port))
        {
            await EchoAsync(connection);
            return;
        }

        if (await StartsWithPrefaceAsync(connection.Transport.Input, connection.ConnectionClosed))
        {
            connection.Features.Set<ITlsConnectionFeature>(NegotiatedHttp2.Instance);
            connection.Features.Set<ITlsApplicationProtocolFeature>(NegotiatedHttp2.Instance);
        }

        await http(connection);
    };

    private static async Task EchoAsync(ConnectionContext connection)
    {
        try
        {
            await connection.Transport.Input.CopyToAsync(connection.Transport.Output, connection.ConnectionClosed);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client left; there is nobody to tell.
        }
    }

    /// <summary>Looks without taking: Kestrel reads the same bytes again.</summary>
    private static async Task<bool> StartsWithPrefaceAsync(PipeReader input, CancellationToken closed)
    {
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(closed);
                var seen = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, Preface.Length)).ToArray();
                var differs = !Preface.AsSpan().StartsWith(seen);
                var complete = seen.Length == Preface.Length;
                input.AdvanceTo(read.Buffer.Start, differs || complete ? read.Buffer.Start : read.Buffer.End);
                if (differs || complete || read.IsCompleted)
                {
                    return complete && !differs;
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // Gone before the first byte: let Kestrel close it as it closes any other.
            return false;
        }
    }

    private sealed class NegotiatedHttp2 : ITlsConnectionFeature, ITlsApplicationProtocolFeature
    {
        public static readonly NegotiatedHttp2 Instance = new();

        public X509Certificate2? ClientCertificate
        {
            get => null;
            set => throw new NotSupportedException("There is no TLS here, and no certificate.");
        }

        public ReadOnlyMemory<byte> ApplicationProtocol { get; } = "h2"u8.ToArray();

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) =>
            Task.FromResult<X509Certificate2?>(null);
    }
}
