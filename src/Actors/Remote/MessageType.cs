using System.Buffers;
using System.Text;

namespace MeshActors.Actors.Remote;

/// <summary>One registered layout.</summary>
internal sealed class MessageType(string manifest, MessageType.Writer write, MessageType.Reader read)
{
    private readonly byte[] _manifestBytes = Encoding.UTF8.GetBytes(manifest);

    public delegate void Writer(object message, IBufferWriter<byte> output, WireContext context);

    public delegate object Reader(ReadOnlySpan<byte> bytes, WireContext context);

    public string Manifest => manifest;

    public ReadOnlySpan<byte> ManifestBytes => _manifestBytes;

    public void Write(object message, IBufferWriter<byte> output, WireContext context) => write(message, output, context);

    public object Read(ReadOnlySpan<byte> bytes, WireContext context) => read(bytes, context);
}
