using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Grpc.Protocol;

namespace MeshActors.Grpc;

/// <summary>
/// A status with messages that say more, in the wire form of <c>google.rpc.Status</c> that clients of every language
/// find in the trailer <c>grpc-status-details-bin</c>.
/// </summary>
public sealed record ErrorDetails(StatusCode Code, string Message, IReadOnlyList<Any> Details)
{
    /// <summary>The exception that a server method throws to send this.</summary>
    public RpcException ToRpcException()
    {
        var rich = new RichStatus { Code = (int)Code, Message = Message, Details = { Details } };
        return new RpcException(new Status(Code, Message), new Metadata { { HeaderNames.StatusDetails, rich.ToByteArray() } });
    }

    /// <summary>The details that a call failed with, or null where its server sent none.</summary>
    /// <exception cref="InvalidProtocolBufferException">The trailer is there but not what it should be.</exception>
    public static ErrorDetails? From(RpcException exception)
    {
        if (exception.Trailers.GetValueBytes(HeaderNames.StatusDetails) is not { } bytes)
        {
            return null;
        }

        var rich = RichStatus.Parser.ParseFrom(bytes);
        return new ErrorDetails((StatusCode)rich.Code, rich.Message, [.. rich.Details]);
    }
}
