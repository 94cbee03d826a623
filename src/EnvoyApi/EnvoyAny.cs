using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi;

/// <summary>Packs messages into <see cref="Any"/> such that equal messages give equal bytes.</summary>
public static class EnvoyAny
{
    public const string TypePrefix = "type.googleapis.com/";

    public static Any Pack(IMessage message) => new()
    {
        TypeUrl = TypePrefix + message.Descriptor.FullName,
        Value = EnvoyEncoding.ToByteString(message),
    };

    /// <summary>The message inside. Fails with <see cref="InvalidProtocolBufferException"/> on bytes that are no such message.</summary>
    /// <returns>null where the type is not one of <see cref="EnvoyTypes"/></returns>
    public static IMessage? Unpack(Any any) => EnvoyTypes.Find(any.TypeUrl)?.Parser.ParseFrom(any.Value);
}
