using System.Buffers;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Publication;

/// <summary>The wire form of publication's own messages: see <c>link.proto</c>.</summary>
internal static class PublicationMessages
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<Subscribe>(
            "subscribe/1",
            static (m, output, _) =>
            {
                Wire.WriteString(output, 1, m.Topic);
                Wire.WriteSigned(output, 2, m.KnownVersion);
            },
            static (bytes, _) => ReadSubscribe(bytes));
        registry.Register<Unsubscribe>(
            "unsubscribe/1",
            static (m, output, _) => Wire.WriteString(output, 1, m.Topic),
            static (bytes, _) => new Unsubscribe(WireReader.TextOf(bytes, 1)));
        registry.Register<Published>("published/1", WritePublished, ReadPublished);
    }

    private static Subscribe ReadSubscribe(ReadOnlySpan<byte> bytes)
    {
        var (topic, version) = ("", 0L);
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    topic = reader.Text;
                    break;
                case 2:
                    version = reader.Signed;
                    break;
            }
        }

        return new(topic, version);
    }

    private static void WritePublished(Published published, IBufferWriter<byte> output, WireContext context)
    {
        Wire.WriteString(output, 1, published.Topic);
        Wire.WriteNumber(output, 2, published.Stamp.View);
        Wire.WriteSigned(output, 3, published.Stamp.Version);
        Wire.WriteSigned(output, 4, published.BaseVersion);
        if (published.Content is not null)
        {
            context.WriteMessage(output, 5, published.Content);
        }
    }

    private static Published ReadPublished(ReadOnlySpan<byte> bytes, WireContext context)
    {
        var (topic, view, version, baseVersion, content) = ("", 0L, 0L, 0L, (object?)null);
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    topic = reader.Text;
                    break;
                case 2:
                    view = reader.Number;
                    break;
                case 3:
                    version = reader.Signed;
                    break;
                case 4:
                    baseVersion = reader.Signed;
                    break;
                case 5:
                    content = context.ReadMessage(reader.Bytes);
                    break;
            }
        }

        return new(topic, new(view, version), baseVersion, content);
    }
}
