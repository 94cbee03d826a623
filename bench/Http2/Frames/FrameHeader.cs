using System.Buffers.Binary;

namespace MeshActors.Http2.Frames;

/// <summary>The nine bytes before a frame's payload.</summary>
/// <param name="Length">Of the payload, in bytes.</param>
/// <param name="Type">What it is; a type that is not known is to be passed over.</param>
/// <param name="Flags">What they mean depends on the type.</param>
/// <param name="StreamId">Zero for the connection itself.</param>
internal readonly record struct FrameHeader(int Length, FrameType Type, FrameFlags Flags, int StreamId)
{
    public const int Size = 9;

    private const int TypeAt = 3;
    private const int FlagsAt = 4;
    private const int StreamAt = 5;

    public static FrameHeader Read(ReadOnlySpan<byte> bytes) => new(
        (bytes[0] << 16) | (bytes[1] << 8) | bytes[2],
        (FrameType)bytes[TypeAt],
        (FrameFlags)bytes[FlagsAt],
        BinaryPrimitives.ReadInt32BigEndian(bytes[StreamAt..]) & int.MaxValue);

    public void Write(Span<byte> bytes)
    {
        // The length has three bytes; the fourth is the type's.
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Length << 8);
        bytes[TypeAt] = (byte)Type;
        bytes[FlagsAt] = (byte)Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes[StreamAt..], StreamId);
    }
}
