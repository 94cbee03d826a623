using System.Buffers;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Subscriptions and what they bring; topics and contents are messages within them.</summary>
internal static class FeedForms
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<Subscribe>(
            "feed-subscribe/1",
            static (m, output, context) =>
            {
                Remote.Wire.WriteString(output, context.ToText(m.Subscriber));
                WritePosition(output, m.Have);
                WireForms.WriteFlag(output, m.Lost);
                context.WriteMessage(m.Topic, output);
            },
            static (bytes, context) =>
            {
                var reader = new WireReader(bytes);
                var subscriber = context.FromText(reader.ReadString());
                var have = ReadPosition(ref reader);
                var lost = WireForms.ReadFlag(ref reader);
                return new Subscribe((IFeedTopic)context.ReadMessage(reader.Rest), subscriber, have, lost);
            });
        registry.Register<Unsubscribe>(
            "feed-unsubscribe/1",
            static (m, output, context) =>
            {
                Remote.Wire.WriteString(output, context.ToText(m.Subscriber));
                context.WriteMessage(m.Topic, output);
            },
            static (bytes, context) =>
            {
                var reader = new WireReader(bytes);
                var subscriber = context.FromText(reader.ReadString());
                return new Unsubscribe((IFeedTopic)context.ReadMessage(reader.Rest), subscriber);
            });
        registry.Register<FeedState>(
            "feed-state/1",
            static (m, output, context) => Write(output, m.Topic, m.Position, m.State, context),
            static (bytes, context) =>
            {
                var (topic, position, content) = Read(bytes, context);
                return new FeedState(topic, position, content);
            });
        registry.Register<FeedChange>(
            "feed-change/1",
            static (m, output, context) => Write(output, m.Topic, m.Position, m.Change, context),
            static (bytes, context) =>
            {
                var (topic, position, content) = Read(bytes, context);
                return new FeedChange(topic, position, content);
            });
    }

    private static void Write(IBufferWriter<byte> output, IFeedTopic topic, FeedPosition position, object content, WireContext context)
    {
        var named = new ArrayBufferWriter<byte>();
        context.WriteMessage(topic, named);
        Remote.Wire.WriteBytes(output, named.WrittenSpan);
        WritePosition(output, position);
        context.WriteMessage(content, output);
    }

    private static (IFeedTopic Topic, FeedPosition Position, object Content) Read(ReadOnlySpan<byte> bytes, WireContext context)
    {
        var reader = new WireReader(bytes);
        var topic = (IFeedTopic)context.ReadMessage(reader.ReadBytes());
        var position = ReadPosition(ref reader);
        return (topic, position, context.ReadMessage(reader.Rest));
    }

    private static void WritePosition(IBufferWriter<byte> output, FeedPosition position)
    {
        WireForms.WriteNumber(output, position.Epoch.View);
        WireForms.WriteNumber(output, position.Epoch.Start);
        WireForms.WriteNumber(output, position.Sequence);
    }

    private static FeedPosition ReadPosition(ref WireReader reader)
    {
        var epoch = new FeedEpoch(WireForms.ReadNumber(ref reader), WireForms.ReadNumber(ref reader));
        return new(epoch, WireForms.ReadNumber(ref reader));
    }
}
