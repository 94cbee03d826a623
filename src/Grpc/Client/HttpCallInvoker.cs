namespace MeshActors.Grpc.Client;

internal sealed class HttpCallInvoker(HttpMessageInvoker http, Uri address, GrpcChannelOptions channel) : CallInvoker
{
    public HttpMessageInvoker Http { get; } = http;

    public Uri Address { get; } = address;

    public GrpcChannelOptions Channel { get; } = channel;

    public string UserAgent { get; } = channel.UserAgent is { } first ? $"{first} grpc-dotnet-meshactors" : "grpc-dotnet-meshactors";

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var content = new SingleRequestContent<TRequest>(method.RequestMarshaller, request, Channel.MaxSendMessageSize);
        var call = Start(method, MethodType.Unary, host, options, content);
        return new AsyncUnaryCall<TResponse>(call, call.ReadSingleAsync());
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var content = new SingleRequestContent<TRequest>(method.RequestMarshaller, request, Channel.MaxSendMessageSize);
        var call = Start(method, MethodType.ServerStreaming, host, options, content);
        return new AsyncServerStreamingCall<TResponse>(call, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var content = new RequestStreamContent(Channel.MaxSendMessageSize);
        var call = Start(method, MethodType.ClientStreaming, host, options, content);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            call, new RequestStreamWriter<TRequest>(content, method.RequestMarshaller, call), call.ReadSingleAsync());
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var content = new RequestStreamContent(Channel.MaxSendMessageSize);
        var call = Start(method, MethodType.DuplexStreaming, host, options, content);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call, new RequestStreamWriter<TRequest>(content, method.RequestMarshaller, call), call);
    }

    private HttpCall<TResponse> Start<TRequest, TResponse>(
        Method<TRequest, TResponse> method, MethodType type, string? host, CallOptions options, RequestContent content)
    {
        if (method.Type != type)
        {
            throw new ArgumentException($"Method {method.FullName} is {method.Type} and cannot be called as {type}.", nameof(method));
        }

        return new HttpCall<TResponse>(this, method.FullName, method.ResponseMarshaller, host, options, content);
    }
}
