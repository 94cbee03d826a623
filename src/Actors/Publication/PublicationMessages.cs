using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Publication;

/// <summary>The wire form of publication's own messages. Versions are stored plus one, for -1 is one of them.</summary>
internal static class PublicationMessages
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<Subscribe>(
            "subscribe/1",
            static (m, output, _) =>
            {
                Wire.WriteString(output, m.Topic);
                Wire.WriteVarint(output, (ulong)(m.KnownVersion + 1));
            },
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new Subscribe(reader.ReadString(), (long)reader.ReadVarint() - 1);
            });
        registry.Register<Unsubscribe>(
            "unsubscribe/1",
            static (m, output, _) => Wire.WriteString(output, m.Topic),
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new Unsubscribe(reader.ReadString());
            });
        registry.Register<Published>(
            "published/1",
            static (m, output, context) =>
            {
                Wire.WriteString(output, m.Topic);
                Wire.WriteVarint(output, (ulong)m.Stamp.View);
                Wire.WriteVarint(output, (ulong)(m.Stamp.Version + 1));
                Wire.WriteVarint(output, (ulong)(m.BaseVersion + 1));
                if (m.Content is not null)
                {
                    context.WriteMessage(m.Content, output);
                }
            },
            static (bytes, context) =>
            {
                var reader = new WireReader(bytes);
                var topic = reader.ReadString();
                var stamp = new Stamp((long)reader.ReadVarint(), (long)reader.ReadVarint() - 1);
                var from = (long)reader.ReadVarint() - 1;
                return new Published(topic, stamp, from, reader.Rest.IsEmpty ? null : context.ReadMessage(reader.Rest));
            });
    }
}
