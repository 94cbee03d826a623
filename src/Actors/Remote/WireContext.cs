using System.Buffers;
using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

/// <summary>What the writer and reader of a message type can ask for beyond bytes: references and messages within messages.</summary>
public sealed class WireContext
{
    private readonly MessageRegistry _registry;
    private readonly ReplicaLinks _links;

    internal WireContext(MessageRegistry registry, ReplicaLinks links)
    {
        _registry = registry;
        _links = links;
    }

    /// <summary>An actor as text that any replica can turn back into a reference.</summary>
    public string ToText(IActorRef actor) => _links.ToText(actor);

    /// <summary>The reference for a text from <see cref="ToText"/>.</summary>
    public IActorRef FromText(string text) => _links.FromText(text);

    /// <summary>Writes a message of any registered type: its manifest, and its bytes to the end.</summary>
    public void WriteMessage(object message, IBufferWriter<byte> output)
    {
        var type = _registry.ForMessage(message);
        Wire.WriteString(output, type.Manifest);
        type.Write(message, output, this);
    }

    /// <summary>Reads what <see cref="WriteMessage"/> wrote, to the end of the bytes.</summary>
    public object ReadMessage(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var manifest = reader.ReadString();
        return _registry.ForManifest(manifest).Read(reader.Rest, this);
    }
}
