using Google.Protobuf;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Registers messages by the classes that are generated from this project's protos.</summary>
internal static class ProtoRegistration
{
    /// <summary>Registers a message type with its proto and the way there and back.</summary>
    public static void Register<T, TProto>(
        this MessageRegistry registry, string manifest, MessageParser<TProto> parser, Func<T, TProto> toProto, Func<TProto, T> fromProto)
        where T : notnull
        where TProto : IMessage<TProto> =>
        registry.Register(manifest, parser, (T message, WireContext _) => toProto(message), (proto, _) => fromProto(proto));

    /// <summary>The same, for messages that hold references to actors.</summary>
    public static void Register<T, TProto>(
        this MessageRegistry registry, string manifest, MessageParser<TProto> parser, Func<T, WireContext, TProto> toProto, Func<TProto, WireContext, T> fromProto)
        where T : notnull
        where TProto : IMessage<TProto>
    {
        var known = parser.WithDiscardUnknownFields(true);
        registry.Register<T>(
            manifest,
            (message, output, context) => toProto(message, context).WriteTo(output),
            (bytes, context) => fromProto(Parse(known, bytes), context));
    }

    /// <exception cref="WireFormatException">The bytes are no such message.</exception>
    public static TProto Parse<TProto>(MessageParser<TProto> parser, ReadOnlySpan<byte> bytes)
        where TProto : IMessage<TProto>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new WireFormatException($"{typeof(TProto).Name}: {error.Message}");
        }
    }
}
