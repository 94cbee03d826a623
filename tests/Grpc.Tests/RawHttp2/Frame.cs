using MeshActors.Http2.Frames;

namespace MeshActors.Grpc.Tests.RawHttp2;

/// <summary>One HTTP/2 frame as it is on the wire.</summary>
internal sealed record Frame(FrameType Type, byte Flags, int StreamId, byte[] Payload)
{
    public const byte EndStream = 1;
    public const byte Ack = 1;
    public const byte EndHeaders = 4;

    public bool EndsStream => Type is FrameType.Data or FrameType.Headers && (Flags & EndStream) != 0;
}
