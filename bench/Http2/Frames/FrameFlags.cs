namespace MeshActors.Http2.Frames;

/// <summary>Flags of a frame. Two share a bit: what it means depends on the frame's type.</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,
    EndStream = 0x1,
    Acknowledgement = EndStream,
    EndHeaders = 0x4,
    Padded = 0x8,
    Priority = 0x20,
}
