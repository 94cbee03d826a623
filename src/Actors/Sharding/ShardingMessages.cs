using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Sharding;

/// <summary>The wire form of sharding's own messages.</summary>
internal static class ShardingMessages
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<RoutedMessage>(
            "routed/1",
            static (m, output, context) =>
            {
                Wire.WriteVarint(output, (ulong)m.View);
                Wire.WriteVarint(output, (ulong)m.Hops);
                context.WriteMessage(m.Message, output);
            },
            static (bytes, context) =>
            {
                var reader = new WireReader(bytes);
                return new RoutedMessage((long)reader.ReadVarint(), (int)reader.ReadVarint(), context.ReadMessage(reader.Rest));
            });
        registry.Register<ShardingEnvelope>(
            "envelope/1",
            static (m, output, context) =>
            {
                Wire.WriteString(output, m.EntityId);
                context.WriteMessage(m.Message, output);
            },
            static (bytes, context) =>
            {
                var reader = new WireReader(bytes);
                return new ShardingEnvelope(reader.ReadString(), context.ReadMessage(reader.Rest));
            });
        registry.Register<ShardRegion.StartEntity>(
            "start-entity/1",
            static (m, output, _) => Wire.WriteString(output, m.EntityId),
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new ShardRegion.StartEntity(reader.ReadString());
            });
        registry.Register<ShardRegion.StartEntityAck>(
            "start-entity-ack/1",
            static (m, output, _) =>
            {
                Wire.WriteString(output, m.EntityId);
                Wire.WriteString(output, m.ShardId);
            },
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new ShardRegion.StartEntityAck(reader.ReadString(), reader.ReadString());
            });
    }
}
