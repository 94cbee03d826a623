using System.Buffers;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.TestKit;

/// <summary>Messages as the bytes that cross, without a link between.</summary>
public static class LinkBytes
{
    /// <summary>Writes a message's content, as it stands in a frame.</summary>
    public static void Write(ReplicaLinks links, object message, IBufferWriter<byte> output) =>
        links.Registry.ForMessage(message).Write(message, output, links.Context);

    /// <summary>A message's content, as it stands in a frame.</summary>
    public static byte[] Write(ReplicaLinks links, object message)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(links, message, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The manifest under which messages of that type cross.</summary>
    public static string ManifestOf(ReplicaLinks links, object message) => links.Registry.ForMessage(message).Manifest;

    /// <summary>Reads the content of a message.</summary>
    public static object Read(ReplicaLinks links, string manifest, ReadOnlySpan<byte> content) =>
        links.Registry.ForManifest(manifest).Read(content, links.Context);
}
