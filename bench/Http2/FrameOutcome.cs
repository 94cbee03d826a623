namespace MeshActors.Http2;

/// <summary>What reading frames came to.</summary>
internal enum FrameOutcome
{
    /// <summary>More bytes have to be received first.</summary>
    Nothing,

    /// <summary>A message is complete.</summary>
    Message,

    /// <summary>The server has ended the stream, with status OK.</summary>
    End,
}
