using Google.Protobuf;

namespace MeshActors.EnvoyApi;

/// <summary>
/// Protobuf bytes that depend on nothing but the message's value: map entries are written in the order of their keys,
/// where the library would write them in the order of their insertion.
/// </summary>
/// <remarks>
/// Encoding sorts unsorted maps in place, so a message that other threads may be reading must have been encoded once, or
/// been given to <see cref="SortMaps"/>, before they see it. Sorting never changes what the message equals.
/// </remarks>
public static class EnvoyEncoding
{
    public static byte[] ToBytes(IMessage message)
    {
        SortMaps(message);
        return message.ToByteArray();
    }

    public static ByteString ToByteString(IMessage message) => UnsafeByteOperations.UnsafeWrap(ToBytes(message));

    /// <summary>Sorts every map of the message and of the messages in it; what stands packed in an Any is bytes already.</summary>
    public static void SortMaps(IMessage message) => MapOrder.Sort(message);
}
