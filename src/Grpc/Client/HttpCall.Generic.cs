using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using MeshActors.Grpc.Framing;
using MeshActors.Grpc.Protocol;

namespace MeshActors.Grpc.Client;

/// <summary>A call over one HTTP/2 request, and the reader of its responses.</summary>
[DebuggerDisplay("{Method}, Ended = {Ended}")]
internal sealed class HttpCall<TResponse> : HttpCall, IAsyncStreamReader<TResponse>
{
    private static readonly StreamPipeReaderOptions ReaderOptions =
        new(bufferSize: 16 * 1024, minimumReadSize: 4 * 1024, useZeroByteReads: true);

    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpCallInvoker _invoker;
    private readonly Marshaller<TResponse> _marshaller;
    private readonly RequestContent _content;
    private readonly Task<MessageReader<TResponse>?> _opening;
    private HttpResponseMessage? _response;

    public HttpCall(
        HttpCallInvoker invoker, string method, Marshaller<TResponse> marshaller, string? host, CallOptions options, RequestContent content)
        : this(invoker, method, marshaller, host, options, content, options.Deadline - invoker.Channel.TimeProvider.GetUtcNow())
    {
    }

    private HttpCall(
        HttpCallInvoker invoker,
        string method,
        Marshaller<TResponse> marshaller,
        string? host,
        CallOptions options,
        RequestContent content,
        TimeSpan? timeout)
        : base(method, new CallLifetime(timeout, invoker.Channel.TimeProvider, options.CancellationToken))
    {
        _invoker = invoker;
        _marshaller = marshaller;
        _content = content;
        _opening = OpenAsync(RequestMessage.Create(invoker, method, host, options.Headers, timeout, content));
    }

    public override Task<Metadata> ResponseHeadersAsync => _headers.Task;

    public TResponse Current { get; private set; } = default!; // Nothing reads it before the first message is there.

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> MoveNext(CancellationToken cancellationToken = default)
    {
        using var cancel = CancelWith(cancellationToken);
        try
        {
            if (await _opening.ConfigureAwait(false) is { } reader && Ended is null)
            {
                if (await reader.ReadAsync(Token).ConfigureAwait(false))
                {
                    Current = reader.Current;
                    return true;
                }

                End(ResponseOutcome.FromTrailers(_response!)); // Set before the reader was.
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or not InvalidOperationException)
        {
            Fail(exception);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Outcome.IsOk ? false : throw Outcome.ToException();
    }

    /// <summary>The one response of a call whose server does not stream.</summary>
    public async Task<TResponse> ReadSingleAsync()
    {
        if (!await MoveNext().ConfigureAwait(false))
        {
            throw new RpcException(MessageFrame.MissingMessage, Outcome.Trailers);
        }

        var message = Current;
        if (await MoveNext().ConfigureAwait(false))
        {
            throw Fail(new RpcException(MessageFrame.ExtraMessage)).ToException();
        }

        return message;
    }

    protected override void Release(CallOutcome outcome)
    {
        var reason = outcome.ToException();
        if (_headers.TrySetException(reason))
        {
            // Observed here, since a caller need not ask for the headers.
            _ = _headers.Task.Exception;
        }

        _content.End(reason);
        Volatile.Read(ref _response)?.Dispose();
    }

    /// <summary>The reader of the responses, or null where the call has ended with its headers.</summary>
    private async Task<MessageReader<TResponse>?> OpenAsync(HttpRequestMessage request)
    {
        try
        {
            Token.ThrowIfCancellationRequested();
            var response = await _invoker.Http.SendAsync(request, Token).ConfigureAwait(false);
            Volatile.Write(ref _response, response);
            if (Ended is not null)
            {
                response.Dispose();
                return null;
            }

            if (ResponseOutcome.FromHeaders(response) is { } outcome)
            {
                _headers.TrySetResult(ResponseOutcome.HeadersOf(response));
                End(outcome);
                return null;
            }

            var encoding = ResponseOutcome.EncodingOf(response);
            _headers.TrySetResult(ResponseOutcome.HeadersOf(response));
            var body = await response.Content.ReadAsStreamAsync(Token).ConfigureAwait(false);
            return new MessageReader<TResponse>(
                PipeReader.Create(body, ReaderOptions),
                _marshaller,
                _invoker.Channel.MaxReceiveMessageSize,
                encoding);
        }
        catch (Exception exception)
        {
            Fail(exception);
            return null;
        }
    }

    private CallOutcome Fail(Exception exception)
    {
        var outcome = End(new CallOutcome(Explain(exception), exception is RpcException known ? known.Trailers : []));
        Cancel();
        return outcome;
    }
}
