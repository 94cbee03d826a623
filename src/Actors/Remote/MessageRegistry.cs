using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace MeshActors.Actors.Remote;

/// <summary>Writes a message's bytes.</summary>
public delegate void MessageWriter<in T>(T message, IBufferWriter<byte> output, WireContext context);

/// <summary>Reads a message from all of the bytes, which are not valid afterwards.</summary>
public delegate T MessageReader<out T>(ReadOnlySpan<byte> bytes, WireContext context);

/// <summary>
/// The messages that may cross between replicas, each a protobuf message. Each has a manifest, which names the type and the version
/// of its meaning, as in <c>snapshot/1</c>. A field that is added needs no new manifest: readers ignore what they do not know. A
/// changed meaning is a new manifest: readers of both are registered first, and the writer changes a release later, so that
/// replicas of two versions understand each other while an upgrade rolls. Nothing is found by reflection, and no type name crosses.
/// </summary>
public sealed class MessageRegistry
{
    private const int MaxManifestLength = 128;

    private readonly ConcurrentDictionary<Type, MessageType> _byType = new();
    private readonly ConcurrentDictionary<string, MessageType> _byManifest = new();

    /// <summary>Registers a message type with the layout that it is written in.</summary>
    /// <exception cref="ArgumentException">Type or manifest is taken, or the manifest is too long.</exception>
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

    internal MessageType ForManifest(ReadOnlySpan<char> manifest) => _byManifest.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(manifest, out var type)
        ? type
        : throw new UnknownMessageException($"Manifest \"{manifest}\" is not registered: it comes from another version, or registration differs.");

    internal MessageType ForManifest(ReadOnlySpan<byte> utf8)
    {
        Span<char> chars = stackalloc char[MaxManifestLength];
        return Encoding.UTF8.TryGetChars(utf8, chars, out var length)
            ? ForManifest(chars[..length])
            : throw new UnknownMessageException($"No manifest is as long as {utf8.Length} bytes.");
    }

    private void AddReader(MessageType type)
    {
        if (type.Manifest.Length > MaxManifestLength)
        {
            throw new ArgumentException($"Manifest \"{type.Manifest}\" is longer than {MaxManifestLength} characters.", nameof(type));
        }

        if (!_byManifest.TryAdd(type.Manifest, type))
        {
            throw new ArgumentException($"Manifest \"{type.Manifest}\" is registered already.", nameof(type));
        }
    }
}
