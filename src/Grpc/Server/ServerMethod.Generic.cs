using MeshActors.Grpc.Framing;

namespace MeshActors.Grpc.Server;

/// <summary>All four kinds of method are one here: what does not stream reads or writes one message of a stream.</summary>
internal sealed class ServerMethod<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    Func<RequestStreamReader<TRequest>, ResponseStreamWriter<TResponse>, ServerCallContext, Task> invoke)
    : ServerMethod(method.Name, method.FullName)
{
    public override Task InvokeAsync(HttpServerCallContext call)
    {
        var http = call.HttpContext;
        var reader = new MessageReader<TRequest>(
            http.Request.BodyReader, method.RequestMarshaller, call.Options.MaxReceiveMessageSize, call.RequestEncoding);
        return invoke(
            new RequestStreamReader<TRequest>(reader, call),
            new ResponseStreamWriter<TResponse>(call.Writer, method.ResponseMarshaller, call),
            call);
    }
}
