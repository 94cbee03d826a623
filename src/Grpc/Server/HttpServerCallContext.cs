using System.Diagnostics;
using MeshActors.Grpc.Framing;
using MeshActors.Grpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MeshActors.Grpc.Server;

/// <summary>A call over an HTTP/2 request. It lives as long as its request's handler.</summary>
[DebuggerDisplay("{Method} from {Peer}, Ended = {_ended}")]
internal sealed class HttpServerCallContext(HttpContext http, string method, GrpcServerOptions options, TimeProvider clock)
    : ServerCallContext, IAsyncDisposable
{
    private const int Http2Cancel = 8;

    private CallLifetime? _lifetime;
    private CancellationTokenRegistration _wakeOnDeadline;
    private CancellationToken _token = http.RequestAborted;
    private bool _ended;

    public HttpContext HttpContext { get; } = http;

    public GrpcServerOptions Options { get; } = options;

    public MessageEncoding RequestEncoding { get; private set; } = MessageEncoding.Identity;

    public MessageWriter Writer { get; } = new(http.Response.BodyWriter, options.MaxSendMessageSize);

    public override string Method { get; } = method;

    public override string Host => HttpContext.Request.Host.Value ?? string.Empty;

    public override string Scheme => HttpContext.Request.Scheme;

    public override string Peer => field ??= PeerAddress.Of(HttpContext);

    public override DateTimeOffset Deadline => _lifetime?.Deadline ?? DateTimeOffset.MaxValue;

    public override Metadata RequestHeaders => field ??= ReadHeaders();

    public override CancellationToken CancellationToken => _token;

    public override Metadata ResponseTrailers { get; } = [];

    public override Status Status { get; set; } = Status.DefaultSuccess;

    public bool DeadlinePassed => _lifetime is { DeadlinePassed: true };

    /// <summary>Reads what the request's headers ask of the transport.</summary>
    /// <exception cref="RpcException">They ask what this server cannot do.</exception>
    public void Begin()
    {
        var headers = HttpContext.Request.Headers;
        var encoding = headers[HeaderNames.Encoding].ToString();
        RequestEncoding = MessageEncoding.Find(encoding)
            ?? throw new RpcException(new Status(StatusCode.Unimplemented, $"Messages with grpc-encoding '{encoding}' are not supported."));

        var timeout = headers[HeaderNames.Timeout].ToString();
        if (timeout.Length == 0)
        {
            return;
        }

        if (!GrpcTimeout.TryParse(timeout, out var rest))
        {
            throw new RpcException(new Status(StatusCode.Internal, $"'{timeout}' is not a grpc-timeout."));
        }

        _lifetime = new CallLifetime(rest, clock, HttpContext.RequestAborted);
        _token = _lifetime.Token;

        _wakeOnDeadline = _token.UnsafeRegister(static state => ((HttpServerCallContext)state!).Wake(), this);
    }

    public override Task WriteResponseHeadersAsync(Metadata responseHeaders)
    {
        if (HttpContext.Response.HasStarted)
        {
            throw new InvalidOperationException($"The response headers of {Method} have been sent already.");
        }

        foreach (var entry in responseHeaders)
        {
            if (!HeaderNames.IsSendable(entry.Key))
            {
                throw new ArgumentException($"'{entry.Key}' is reserved and cannot be sent as metadata.", nameof(responseHeaders));
            }

            HttpContext.Response.Headers.Append(entry.Key, MetadataCodec.ValueOf(entry));
        }

        return HttpContext.Response.BodyWriter.FlushAsync(CancellationToken).AsTask();
    }

    public void ThrowIfEnded()
    {
        if (Volatile.Read(ref _ended))
        {
            throw new InvalidOperationException($"The call {Method} has ended; nothing can be written to it.");
        }

        _token.ThrowIfCancellationRequested();
    }

    public OperationCanceledException ClientGone(IOException cause) =>
        new($"The client of {Method} at {Peer} went away: {cause.Message}", cause, _token);

    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _ended, true);
        _lifetime?.Dispose();

        // Waits for a wake-up under way: the request's pipes belong to another call as soon as this one's handler returns.
        await _wakeOnDeadline.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Frees the method from what it waits for, once its token has fired.</summary>
    private void Wake()
    {
        try
        {
            HttpContext.Request.BodyReader.CancelPendingRead();
        }
        catch (IOException)
        {
            // The client has reset the stream in the same moment: its read has ended already. Here, on a timer's thread, the
            // exception would end the process.
        }

        if (Writer.IsWriting)
        {
            // The status would have to wait behind bytes that the client does not take.
            HttpContext.Features.Get<IHttpResetFeature>()?.Reset(Http2Cancel);
        }
    }

    private Metadata ReadHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in HttpContext.Request.Headers)
        {
            foreach (var value in values)
            {
                MetadataCodec.AddReceived(metadata, name, value);
            }
        }

        return metadata;
    }
}
