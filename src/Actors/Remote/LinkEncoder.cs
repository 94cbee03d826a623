using System.Buffers;
using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

/// <summary>
/// Writes the frames of one connection, as <c>link.proto</c> says. Paths and types cross once and are numbers from then on; both
/// ends count alike, since frames arrive whole and in order. The addresses of asks are used once and are never numbered; nor
/// are paths beyond a limit, so that the tables of a link that lives for months stay small.
/// </summary>
internal sealed class LinkEncoder(MessageRegistry registry, ReplicaLinks links, WireContext context) : IDisposable
{
    // By reference: a path object stands for one incarnation, and hashing it by content would cost a walk.
    private readonly Dictionary<ActorPath, int> _paths = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _types = [];
    private readonly PooledBuffer _frame = new();
    private readonly PooledBuffer _content = new();

    public void WriteHello(IBufferWriter<byte> output, string memberId, int incarnation, string peerId)
    {
        _content.Clear();
        Wire.WriteNumber(_content, FrameFields.HelloVersion, LinkProtocol.Version);
        Wire.WriteString(_content, FrameFields.HelloMemberId, memberId);
        Wire.WriteNumber(_content, FrameFields.HelloIncarnation, incarnation);
        Wire.WriteString(_content, FrameFields.HelloWantedId, peerId);
        Begin(FrameKind.Hello);
        Wire.WriteMessage(_frame, FrameFields.Hello, _content.WrittenSpan);
        End(output, []);
    }

    public void WriteHeartbeat(IBufferWriter<byte> output)
    {
        Begin(FrameKind.Heartbeat);
        End(output, []);
    }

    /// <exception cref="UnknownMessageException">The message's type is not registered. Nothing was written.</exception>
    public void WriteMessage(IBufferWriter<byte> output, IActorRef target, object message, IActorRef? sender)
    {
        // Content first: a writer that throws must not leave half a frame, nor table entries the peer never heard of.
        var type = registry.ForMessage(message);
        _content.Clear();
        type.Write(message, _content, context);
        Begin(FrameKind.Message);
        WriteActor(FrameFields.Target, FrameFields.TargetPath, target);
        WriteActor(FrameFields.Sender, FrameFields.SenderPath, sender);
        WriteType(type.Manifest);
        End(output, _content.WrittenSpan);
        _content.Clear();
    }

    public void WriteControl(IBufferWriter<byte> output, FrameKind kind, IActorRef target, IActorRef sender)
    {
        Begin(kind);
        WriteActor(FrameFields.Target, FrameFields.TargetPath, target);
        WriteActor(FrameFields.Sender, FrameFields.SenderPath, sender);
        End(output, []);
    }

    public void Dispose()
    {
        _frame.Dispose();
        _content.Dispose();
    }

    private void Begin(FrameKind kind)
    {
        _frame.Clear();
        Wire.WriteNumber(_frame, FrameFields.Kind, (long)kind);
    }

    private void End(IBufferWriter<byte> output, ReadOnlySpan<byte> content)
    {
        Wire.WriteLength(output, FrameFields.Frames, _frame.Length + Wire.SizeOfBytes(FrameFields.Content, content.Length));
        output.Write(_frame.WrittenSpan);
        Wire.WriteBytes(output, FrameFields.Content, content);
    }

    private void WriteActor(int numberField, int pathField, IActorRef? actor)
    {
        if (actor is null)
        {
            return;
        }

        if (_paths.TryGetValue(actor.Path, out var number))
        {
            Wire.WriteNumber(_frame, numberField, number);
            return;
        }

        if (actor is not ITemporaryActorRef && _paths.Count < NameTable<IActorRef>.MaxSize)
        {
            _paths.Add(actor.Path, _paths.Count + 1);
            Wire.WriteNumber(_frame, numberField, _paths.Count);
        }

        Wire.WriteString(_frame, pathField, links.ToText(actor));
    }

    private void WriteType(string name)
    {
        if (_types.TryGetValue(name, out var number))
        {
            Wire.WriteNumber(_frame, FrameFields.Type, number);
            return;
        }

        if (_types.Count < NameTable<string>.MaxSize)
        {
            _types.Add(name, _types.Count + 1);
            Wire.WriteNumber(_frame, FrameFields.Type, _types.Count);
        }

        Wire.WriteString(_frame, FrameFields.TypeName, name);
    }
}
