using System.Net;
using System.Net.Security;
using MeshActors.Grpc.Client;

namespace MeshActors.Grpc;

/// <summary>
/// Connections to one address, opened when calls need them and again after they break. Safe for many threads.
/// </summary>
public sealed class GrpcChannel : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly HttpCallInvoker _invoker;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
    {
        Address = address;
        _http = new HttpMessageInvoker(CreateHandler(address, options), disposeHandler: true);
        _invoker = new HttpCallInvoker(_http, address, options);
    }

    public Uri Address { get; }

    /// <param name="address"><c>http://host:port</c> for HTTP/2 in clear text with prior knowledge, <c>https://</c> for TLS.</param>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions? options = null)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new ArgumentException($"A channel's address is http:// or https://, not '{address}'.", nameof(address));
        }

        return new GrpcChannel(address, options ?? GrpcChannelOptions.Default);
    }

    /// <inheritdoc cref="ForAddress(Uri, GrpcChannelOptions?)"/>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions? options = null) => ForAddress(new Uri(address), options);

    public CallInvoker CreateCallInvoker() => _invoker;

    /// <summary>Closes the connections. Calls under way end with <see cref="StatusCode.Unavailable"/>.</summary>
    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler CreateHandler(Uri address, GrpcChannelOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = options.KeepAliveTime,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingTimeout = options.KeepAliveTimeout,
            UseCookies = false,
            UseProxy = false,
        };
        if (options.Connect is { } connect)
        {
            handler.ConnectCallback = connect;
        }

        if (address.Scheme == Uri.UriSchemeHttps && options.Tls is { } tls)
        {
            tls.ApplicationProtocols = [SslApplicationProtocol.Http2];
            handler.SslOptions = tls;
        }

        return handler;
    }
}
