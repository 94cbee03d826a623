using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

/// <summary>
/// Reads the frames of one connection and hands them on: messages straight to their actors, the rest to the link.
/// Counts what it has heard, so that the link notices silence.
/// </summary>
internal sealed class LinkDecoder(MessageRegistry registry, ReplicaLinks links, WireContext context, TimeProvider clock, Action<ControlFrame> control, Action<Exception> skipped)
{
    private readonly NameTable<(string Text, IActorRef Actor)> _actors = new("Actor");
    private readonly NameTable<string> _types = new("Type");
    private long _lastHeard = clock.GetTimestamp();

    public TimeSpan Silence => clock.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <exception cref="WireFormatException">The bytes are not frames; the connection is of no more use.</exception>
    public void Read(ReadOnlySpan<byte> batch)
    {
        Volatile.Write(ref _lastHeard, clock.GetTimestamp());
        var reader = new WireReader(batch);
        while (reader.Next())
        {
            if (reader.Field == FrameFields.Frames)
            {
                Read(ReceivedFrame.Read(reader.Bytes));
            }
        }
    }

    /// <summary>Reads the greeting, which is all of the first message.</summary>
    /// <exception cref="WireFormatException">It is none, or speaks another version.</exception>
    public static (string MemberId, int Incarnation, string PeerId) ReadHello(ReadOnlySpan<byte> batch)
    {
        var reader = new WireReader(batch);
        if (!reader.Next() || reader.Field != FrameFields.Frames || ReceivedFrame.Read(reader.Bytes) is not { Kind: FrameKind.Hello } frame)
        {
            throw new WireFormatException("The peer did not greet.");
        }

        var (version, memberId, incarnation, wantedId) = (0, "", 0, "");
        var hello = new WireReader(frame.Hello);
        while (hello.Next())
        {
            switch (hello.Field)
            {
                case FrameFields.HelloVersion:
                    version = hello.Count;
                    break;
                case FrameFields.HelloMemberId:
                    memberId = hello.Text;
                    break;
                case FrameFields.HelloIncarnation:
                    incarnation = (int)hello.Number;
                    break;
                case FrameFields.HelloWantedId:
                    wantedId = hello.Text;
                    break;
            }
        }

        return version == LinkProtocol.Version
            ? (memberId, incarnation, wantedId)
            : throw new WireFormatException($"The peer speaks version {version} of the link's protocol, this replica {LinkProtocol.Version}.");
    }

    private void Read(ReceivedFrame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Message:
                ReadMessage(frame);
                break;
            case FrameKind.Watch or FrameKind.Unwatch or FrameKind.Terminated:
                var target = ActorOf(frame.Target) ?? throw new WireFormatException($"A frame {frame.Kind} has no target.");
                var sender = ActorOf(frame.Sender) ?? throw new WireFormatException($"A frame {frame.Kind} has no sender.");
                control(new ControlFrame(frame.Kind, target, sender));
                break;
            case FrameKind.Heartbeat:
                break;
            default:
                throw new WireFormatException($"There is no frame kind {(int)frame.Kind}.");
        }
    }

    private void ReadMessage(ReceivedFrame frame)
    {
        var target = ActorOf(frame.Target) ?? throw new WireFormatException("A message has no target.");
        var sender = ActorOf(frame.Sender);
        var type = TypeOf(frame.Type);
        object message;
        try
        {
            message = registry.ForManifest(type).Read(frame.Content, context);
        }
        catch (Exception cause)
        {
            // The frame is whole, so what follows can be read: one bad message does not cost the link.
            skipped(cause);
            return;
        }

        target.Tell(message, sender);
    }

    private IActorRef? ActorOf(WireName name)
    {
        if (name.IsNone)
        {
            return null;
        }

        if (name.Text is { } text)
        {
            var named = links.FromText(text);
            if (name.Number != 0)
            {
                _actors.Define(name.Number, (text, named));
            }

            return named;
        }

        var (known, actor) = _actors[name.Number];
        if (actor is IInternalActorRef { IsTerminated: true })
        {
            // A path without incarnation may have a new actor by now.
            _actors[name.Number] = (known, actor = links.FromText(known));
        }

        return actor;
    }

    private string TypeOf(WireName name)
    {
        if (name.IsNone)
        {
            throw new WireFormatException("A message has no type.");
        }

        if (name.Text is null)
        {
            return _types[name.Number];
        }

        if (name.Number != 0)
        {
            _types.Define(name.Number, name.Text);
        }

        return name.Text;
    }
}
