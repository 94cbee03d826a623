namespace MeshActors.Actors.Remote;

/// <summary>A frame as it came: where its fields stand in the bytes that were received.</summary>
internal ref struct ReceivedFrame
{
    public FrameKind Kind { get; private set; }

    public WireName Target { get; private set; }

    public WireName Sender { get; private set; }

    public WireName Type { get; private set; }

    public ReadOnlySpan<byte> Content { get; private set; }

    public ReadOnlySpan<byte> Hello { get; private set; }

    /// <exception cref="WireFormatException">The bytes are no frame.</exception>
    public static ReceivedFrame Read(ReadOnlySpan<byte> bytes)
    {
        var frame = new ReceivedFrame();
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case FrameFields.Kind:
                    frame.Kind = (FrameKind)reader.Count;
                    break;
                case FrameFields.Target:
                    frame.Target = frame.Target with { Number = reader.Count };
                    break;
                case FrameFields.TargetPath:
                    frame.Target = frame.Target with { Text = reader.Text };
                    break;
                case FrameFields.Sender:
                    frame.Sender = frame.Sender with { Number = reader.Count };
                    break;
                case FrameFields.SenderPath:
                    frame.Sender = frame.Sender with { Text = reader.Text };
                    break;
                case FrameFields.Type:
                    frame.Type = frame.Type with { Number = reader.Count };
                    break;
                case FrameFields.TypeName:
                    frame.Type = frame.Type with { Text = reader.Text };
                    break;
                case FrameFields.Content:
                    frame.Content = reader.Bytes;
                    break;
                case FrameFields.Hello:
                    frame.Hello = reader.Bytes;
                    break;
            }
        }

        return frame;
    }
}
