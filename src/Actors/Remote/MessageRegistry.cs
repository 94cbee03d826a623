using System.Buffers;
using System.Collections.Concurrent;

namespace MeshActors.Actors.Remote;

/// <summary>Writes a message's bytes.</summary>
public delegate void MessageWriter<in T>(T message, IBufferWriter<byte> output, WireContext context);

/// <summary>Reads a message from all of the bytes, which are not valid afterwards.</summary>
public delegate T MessageReader<out T>(ReadOnlySpan<byte> bytes, WireContext context);

/// <summary>
/// The messages that may cross between replicas. Each has a manifest, which names the type and the version of its
/// bytes, as in <c>namespace-snapshot/1</c>. A changed layout is a new manifest: readers of both are registered first,
/// and the writer changes a release later, so that replicas of two versions understand each other while an upgrade
/// rolls. Nothing is found by reflection, and no type name crosses.
/// </summary>
public sealed class MessageRegistry
{
    private readonly ConcurrentDictionary<Type, MessageType> _byType = new();
    private readonly ConcurrentDictionary<string, MessageType> _byManifest = new();

    /// <summary>Registers a message type with the layout that it is written in.</summary>
    /// <exception cref="ArgumentException">Type or manifest is taken.</exception>
    public MessageRegistry Register<T>(string manifest, MessageWriter<T> write, MessageReader<T> read)
        where T : notnull
    {
        var type = new MessageType(manifest, (m, output, context) => write((T)m, output, context), (bytes, context) => read(bytes, context));
        if (!_byType.TryAdd(typeof(T), type))
        {
            throw new ArgumentException($"{typeof(T).Name} is registered already, as {_byType[typeof(T)].Manifest}.", nameof(manifest));
        }

        AddReader(type);
        return this;
    }

    /// <summary>Registers a message that has no content.</summary>
    public MessageRegistry Register<T>(string manifest, T instance)
        where T : notnull => Register(manifest, static (_, _, _) => { }, (_, _) => instance);

    /// <summary>Registers a further layout that is understood but not written.</summary>
    public MessageRegistry RegisterReader<T>(string manifest, MessageReader<T> read)
        where T : notnull
    {
        AddReader(new MessageType(manifest, static (_, _, _) => throw new NotSupportedException(), (bytes, context) => read(bytes, context)));
        return this;
    }

    /// <summary>Whether messages of that type may cross.</summary>
    public bool Knows(Type type) => _byType.ContainsKey(type);

    internal MessageType ForMessage(object message) => _byType.TryGetValue(message.GetType(), out var type)
        ? type
        : throw new UnknownMessageException($"Message type {message.GetType().FullName} is not registered and cannot cross to another replica.");

    internal MessageType ForManifest(string manifest) => _byManifest.TryGetValue(manifest, out var type)
        ? type
        : throw new UnknownMessageException($"Manifest \"{manifest}\" is not registered: it comes from another version, or registration differs.");

    private void AddReader(MessageType type)
    {
        if (!_byManifest.TryAdd(type.Manifest, type))
        {
            throw new ArgumentException($"Manifest \"{type.Manifest}\" is registered already.", nameof(type));
        }
    }
}
