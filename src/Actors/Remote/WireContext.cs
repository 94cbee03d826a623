using System.Buffers;
using System.Runtime.CompilerServices;
using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

/// <summary>What the writer and reader of a message type can ask for beyond bytes: references and messages within messages.</summary>
public sealed class WireContext
{
    // Of link.proto's Content.
    private const int TypeName = 1;
    private const int Value = 2;

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
    /// <exception cref="WireFormatException">It is none.</exception>
    public IActorRef FromText(string text) => _links.FromText(text);

    /// <summary>Writes a message of any registered type into a field, with the name of its type.</summary>
    /// <exception cref="UnknownMessageException">The type is not registered.</exception>
    public void WriteMessage(IBufferWriter<byte> output, int field, object message)
    {
        var type = _registry.ForMessage(message);
        using var value = new PooledBuffer();
        type.Write(message, value, this);
        Wire.WriteLength(output, field, Wire.SizeOfBytes(TypeName, type.ManifestBytes.Length) + Wire.SizeOfBytes(Value, value.Length));
        Wire.WriteBytes(output, TypeName, type.ManifestBytes);
        Wire.WriteBytes(output, Value, value.WrittenSpan);
    }

    /// <summary>Reads the value of a field that <see cref="WriteMessage"/> wrote.</summary>
    /// <exception cref="WireFormatException">The bytes are no message.</exception>
    /// <exception cref="UnknownMessageException">The type is not registered.</exception>
    public object ReadMessage(ReadOnlySpan<byte> bytes)
    {
        // Messages within messages within messages: the peer's bytes must not decide how deep.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new WireFormatException("Messages are nested too deep.");
        }

        ReadOnlySpan<byte> name = [];
        ReadOnlySpan<byte> value = [];
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case TypeName:
                    name = reader.Bytes;
                    break;
                case Value:
                    value = reader.Bytes;
                    break;
            }
        }

        return _registry.ForManifest(name).Read(value, this);
    }
}
