namespace MeshActors.Http2.Frames;

/// <summary>What one side tells the other of itself (RFC 9113, section 6.5.2).</summary>
internal enum Setting : ushort
{
    HeaderTableSize = 1,
    EnablePush = 2,
    InitialWindowSize = 4,
    MaxFrameSize = 5,
}
