using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

/// <summary>
/// Reads the frames of one connection and hands them on: messages straight to their actors, the rest to the link.
/// Counts what it has heard, so that the link notices silence.
/// </summary>
internal sealed class LinkDecoder(MessageRegistry registry, ReplicaLinks links, WireContext context, TimeProvider clock, Action<ControlFrame> control, Action<Exception> skipped)
{
    private readonly List<(string Text, IActorRef Actor)> _actors = [];
    private readonly List<string> _manifests = [];
    private long _lastHeard = clock.GetTimestamp();

    public TimeSpan Silence => clock.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <exception cref="WireFormatException">The bytes are not frames; the connection is of no more use.</exception>
    public void Read(ReadOnlySpan<byte> frames)
    {
        Volatile.Write(ref _lastHeard, clock.GetTimestamp());
        var reader = new WireReader(frames);
        while (!reader.Rest.IsEmpty)
        {
            ReadFrame(new WireReader(reader.ReadBytes()));
        }
    }

    /// <summary>Reads the greeting, which is all of the first message.</summary>
    public static (string MemberId, int Incarnation, string PeerId) ReadHello(ReadOnlySpan<byte> frames)
    {
        var outer = new WireReader(frames);
        var reader = new WireReader(outer.ReadBytes());
        if (reader.ReadByte() != (byte)FrameKind.Hello)
        {
            throw new WireFormatException("The peer did not greet.");
        }

        var version = reader.ReadVarint();
        return version == LinkProtocol.Version
            ? (reader.ReadString(), (int)reader.ReadVarint(), reader.ReadString())
            : throw new WireFormatException($"The peer speaks version {version} of the link's protocol, this replica {LinkProtocol.Version}.");
    }

    private void ReadFrame(WireReader reader)
    {
        var kind = (FrameKind)reader.ReadByte();
        switch (kind)
        {
            case FrameKind.Message:
                ReadMessage(reader);
                break;
            case FrameKind.Watch or FrameKind.Unwatch or FrameKind.Terminated:
                var target = ReadActor(ref reader) ?? throw new WireFormatException($"A frame {kind} has no target.");
                var sender = ReadActor(ref reader) ?? throw new WireFormatException($"A frame {kind} has no sender.");
                control(new ControlFrame(kind, target, sender));
                break;
            case FrameKind.Heartbeat:
                break;
            default:
                throw new WireFormatException($"There is no frame kind {(byte)kind}.");
        }
    }

    private void ReadMessage(WireReader reader)
    {
        var target = ReadActor(ref reader) ?? throw new WireFormatException("A message has no target.");
        var sender = ReadActor(ref reader);
        var manifest = ReadManifest(ref reader);
        object message;
        try
        {
            message = registry.ForManifest(manifest).Read(reader.Rest, context);
        }
        catch (Exception cause)
        {
            // The frame is whole, so what follows can be read: one bad message does not cost the link.
            skipped(cause);
            return;
        }

        target.Tell(message, sender);
    }

    private IActorRef? ReadActor(ref WireReader reader)
    {
        var number = reader.ReadVarint();
        switch (number)
        {
            case LinkEncoder.None:
                return null;
            case LinkEncoder.Inline:
                return links.FromText(reader.ReadString());
            case LinkEncoder.Define:
                var text = reader.ReadString();
                var defined = links.FromText(text);
                _actors.Add((text, defined));
                return defined;
            default:
                var index = (int)(number - LinkEncoder.FirstNumber);
                if (index >= _actors.Count)
                {
                    throw new WireFormatException($"Actor number {number} was never defined.");
                }

                var (known, actor) = _actors[index];
                if (actor is IInternalActorRef { IsTerminated: true })
                {
                    // A path without incarnation may have a new actor by now.
                    _actors[index] = (known, actor = links.FromText(known));
                }

                return actor;
        }
    }

    private string ReadManifest(ref WireReader reader)
    {
        var number = reader.ReadVarint();
        if (number == LinkEncoder.Define)
        {
            _manifests.Add(reader.ReadString());
            return _manifests[^1];
        }

        var index = (int)number - (int)LinkEncoder.FirstNumber;
        return index >= 0 && index < _manifests.Count
            ? _manifests[index]
            : throw new WireFormatException($"Manifest number {number} was never defined.");
    }
}
