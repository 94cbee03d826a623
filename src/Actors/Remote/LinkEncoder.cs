using System.Buffers;
using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

/// <summary>
/// Writes frames of one connection: a length, a kind, target, sender, and for messages a manifest and bytes. Paths and
/// manifests cross once and are numbers from then on; both ends count alike, since frames arrive whole and in order.
/// The addresses of asks are used once and are never numbered; nor are paths beyond a limit, so that the tables of a
/// link that lives for months stay small.
/// </summary>
internal sealed class LinkEncoder(MessageRegistry registry, ReplicaLinks links, WireContext context) : IDisposable
{
    public const int MaxTableSize = 32 * 1024;
    public const ulong None = 0;
    public const ulong Define = 1;
    public const ulong Inline = 2;
    public const ulong FirstNumber = 3;

    // By reference: a path object stands for one incarnation, and hashing it by content would cost a walk.
    private readonly Dictionary<ActorPath, ulong> _paths = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ulong> _manifests = [];
    private readonly PooledBuffer _body = new();
    private readonly PooledBuffer _payload = new();

    public void WriteHello(IBufferWriter<byte> output, string memberId, int incarnation, string peerId)
    {
        Begin(FrameKind.Hello);
        Wire.WriteVarint(_body, LinkProtocol.Version);
        Wire.WriteString(_body, memberId);
        Wire.WriteVarint(_body, (ulong)incarnation);
        Wire.WriteString(_body, peerId);
        End(output);
    }

    public void WriteHeartbeat(IBufferWriter<byte> output)
    {
        Begin(FrameKind.Heartbeat);
        End(output);
    }

    /// <exception cref="UnknownMessageException">The message's type is not registered. Nothing was written.</exception>
    public void WriteMessage(IBufferWriter<byte> output, IActorRef target, object message, IActorRef? sender)
    {
        // Payload first: a writer that throws must not leave half a frame, nor table entries the peer never heard of.
        var type = registry.ForMessage(message);
        _payload.Clear();
        type.Write(message, _payload, context);
        Begin(FrameKind.Message);
        WriteActor(target);
        WriteActor(sender);
        WriteManifest(type.Manifest);
        _body.Write(_payload.WrittenSpan);
        End(output);
    }

    public void WriteControl(IBufferWriter<byte> output, FrameKind kind, IActorRef target, IActorRef sender)
    {
        Begin(kind);
        WriteActor(target);
        WriteActor(sender);
        End(output);
    }

    public void Dispose()
    {
        _body.Dispose();
        _payload.Dispose();
    }

    private void Begin(FrameKind kind)
    {
        _body.Clear();
        _body.GetSpan(1)[0] = (byte)kind;
        _body.Advance(1);
    }

    private void End(IBufferWriter<byte> output) => Wire.WriteBytes(output, _body.WrittenSpan);

    private void WriteActor(IActorRef? actor)
    {
        if (actor is null)
        {
            Wire.WriteVarint(_body, None);
            return;
        }

        if (_paths.TryGetValue(actor.Path, out var number))
        {
            Wire.WriteVarint(_body, number);
            return;
        }

        var numbered = actor is not ITemporaryActorRef && _paths.Count < MaxTableSize;
        Wire.WriteVarint(_body, numbered ? Define : Inline);
        Wire.WriteString(_body, links.ToText(actor));
        if (numbered)
        {
            _paths.Add(actor.Path, FirstNumber + (ulong)_paths.Count);
        }
    }

    private void WriteManifest(string manifest)
    {
        if (_manifests.TryGetValue(manifest, out var number))
        {
            Wire.WriteVarint(_body, number);
            return;
        }

        Wire.WriteVarint(_body, Define);
        Wire.WriteString(_body, manifest);
        _manifests.Add(manifest, FirstNumber + (ulong)_manifests.Count);
    }
}
