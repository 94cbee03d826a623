namespace MeshActors.Http2;

/// <summary>Bytes that have been received and not yet read.</summary>
internal sealed class ReceiveBuffer(int size)
{
    private readonly byte[] _bytes = new byte[size];
    private int _start;
    private int _end;

    public int Size => _bytes.Length;

    public ReadOnlyMemory<byte> Unread => _bytes.AsMemory(_start, _end - _start);

    public void Read(int count) => _start += count;

    /// <summary>Room for more. What was read before is gone.</summary>
    public Memory<byte> Free()
    {
        if (_start > 0)
        {
            Unread.Span.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        return _bytes.AsMemory(_end);
    }

    public void Received(int count) => _end += count;
}
