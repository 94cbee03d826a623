using System.Buffers;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Sharding;

/// <summary>The wire form of sharding's own messages: see <c>link.proto</c>.</summary>
internal static class ShardingMessages
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<RoutedMessage>("routed/1", WriteRouted, ReadRouted);
        registry.Register<ShardingEnvelope>("envelope/1", WriteEnvelope, ReadEnvelope);
        registry.Register<ShardRegion.StartEntity>(
            "start-entity/1",
            static (m, output, _) => Wire.WriteString(output, 1, m.EntityId),
            static (bytes, _) => new ShardRegion.StartEntity(WireReader.TextOf(bytes, 1)));
        registry.Register<ShardRegion.StartEntityAck>(
            "start-entity-ack/1",
            static (m, output, _) =>
            {
                Wire.WriteString(output, 1, m.EntityId);
                Wire.WriteString(output, 2, m.ShardId);
            },
            static (bytes, _) => new ShardRegion.StartEntityAck(WireReader.TextOf(bytes, 1), WireReader.TextOf(bytes, 2)));
    }

    private static void WriteRouted(RoutedMessage routed, IBufferWriter<byte> output, WireContext context)
    {
        Wire.WriteNumber(output, 1, routed.View);
        Wire.WriteNumber(output, 2, routed.Hops);
        context.WriteMessage(output, 3, routed.Message);
    }

    private static RoutedMessage ReadRouted(ReadOnlySpan<byte> bytes, WireContext context)
    {
        var (view, hops, message) = (0L, 0, (object?)null);
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    view = reader.Number;
                    break;
                case 2:
                    hops = reader.Count;
                    break;
                case 3:
                    message = context.ReadMessage(reader.Bytes);
                    break;
            }
        }

        return new(view, hops, message ?? throw new WireFormatException("A routed message holds none."));
    }

    private static void WriteEnvelope(ShardingEnvelope envelope, IBufferWriter<byte> output, WireContext context)
    {
        Wire.WriteString(output, 1, envelope.EntityId);
        context.WriteMessage(output, 2, envelope.Message);
    }

    private static ShardingEnvelope ReadEnvelope(ReadOnlySpan<byte> bytes, WireContext context)
    {
        var (entityId, message) = ("", (object?)null);
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    entityId = reader.Text;
                    break;
                case 2:
                    message = context.ReadMessage(reader.Bytes);
                    break;
            }
        }

        return new(entityId, message ?? throw new WireFormatException($"An envelope for {entityId} holds no message."));
    }
}
