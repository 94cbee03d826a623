using System.Buffers;

namespace MeshActors.Actors.Remote;

/// <summary>One registered layout.</summary>
internal sealed class MessageType(string manifest, MessageType.Writer write, MessageType.Reader read)
{
    public delegate void Writer(object message, IBufferWriter<byte> output, WireContext context);

    public delegate object Reader(ReadOnlySpan<byte> bytes, WireContext context);

    public string Manifest => manifest;

    public void Write(object message, IBufferWriter<byte> output, WireContext context) => write(message, output, context);

    public object Read(ReadOnlySpan<byte> bytes, WireContext context) => read(bytes, context);
}
