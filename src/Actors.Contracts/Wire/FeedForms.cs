using System.Buffers;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>
/// Subscriptions and what they bring, as <c>feeds.proto</c> says. Written and read in place: topics and contents are messages within
/// them, which may be large.
/// </summary>
internal static class FeedForms
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<Subscribe>("feed-subscribe/1", WriteSubscribe, ReadSubscribe);
        registry.Register<Unsubscribe>("feed-unsubscribe/1", WriteUnsubscribe, ReadUnsubscribe);
        registry.Register<FeedState>(
            "feed-state/1",
            static (state, output, context) => Write(output, state.Topic, state.Position, state.State, context),
            static (bytes, context) =>
            {
                var (topic, position, content) = Read(bytes, context);
                return new FeedState(topic, position, content);
            });
        registry.Register<FeedChange>(
            "feed-change/1",
            static (change, output, context) => Write(output, change.Topic, change.Position, change.Change, context),
            static (bytes, context) =>
            {
                var (topic, position, content) = Read(bytes, context);
                return new FeedChange(topic, position, content);
            });
    }

    private static void WriteSubscribe(Subscribe subscribe, IBufferWriter<byte> output, WireContext context)
    {
        Remote.Wire.WriteString(output, 1, context.ToText(subscribe.Subscriber));
        WritePosition(output, 2, subscribe.Have);
        Remote.Wire.WriteFlag(output, 3, subscribe.Lost);
        context.WriteMessage(output, 4, subscribe.Topic);
    }

    private static Subscribe ReadSubscribe(ReadOnlySpan<byte> bytes, WireContext context)
    {
        var (subscriber, have, lost, topic) = ("", FeedPosition.None, false, (IFeedTopic?)null);
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    subscriber = reader.Text;
                    break;
                case 2:
                    have = ReadPosition(reader.Bytes);
                    break;
                case 3:
                    lost = reader.Flag;
                    break;
                case 4:
                    topic = ReadTopic(reader.Bytes, context);
                    break;
            }
        }

        return new(Received.Required(topic, "A subscription's topic"), context.FromText(subscriber), have, lost);
    }

    private static void WriteUnsubscribe(Unsubscribe unsubscribe, IBufferWriter<byte> output, WireContext context)
    {
        Remote.Wire.WriteString(output, 1, context.ToText(unsubscribe.Subscriber));
        context.WriteMessage(output, 2, unsubscribe.Topic);
    }

    private static Unsubscribe ReadUnsubscribe(ReadOnlySpan<byte> bytes, WireContext context)
    {
        var (subscriber, topic) = ("", (IFeedTopic?)null);
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    subscriber = reader.Text;
                    break;
                case 2:
                    topic = ReadTopic(reader.Bytes, context);
                    break;
            }
        }

        return new(Received.Required(topic, "An ended subscription's topic"), context.FromText(subscriber));
    }

    private static void Write(IBufferWriter<byte> output, IFeedTopic topic, FeedPosition position, object content, WireContext context)
    {
        context.WriteMessage(output, 1, topic);
        WritePosition(output, 2, position);
        context.WriteMessage(output, 3, content);
    }

    private static (IFeedTopic Topic, FeedPosition Position, object Content) Read(ReadOnlySpan<byte> bytes, WireContext context)
    {
        var (topic, position, content) = ((IFeedTopic?)null, FeedPosition.None, (object?)null);
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    topic = ReadTopic(reader.Bytes, context);
                    break;
                case 2:
                    position = ReadPosition(reader.Bytes);
                    break;
                case 3:
                    content = context.ReadMessage(reader.Bytes);
                    break;
            }
        }

        return (Received.Required(topic, "A feed's topic"), position, Received.Required(content, "A feed's content"));
    }

    private static IFeedTopic ReadTopic(ReadOnlySpan<byte> bytes, WireContext context) =>
        context.ReadMessage(bytes) is var message && message is IFeedTopic topic
            ? topic
            : throw new WireFormatException($"{message.GetType().Name} is no topic of a feed.");

    private static void WritePosition(IBufferWriter<byte> output, int field, FeedPosition position)
    {
        var (view, start, sequence) = (position.Epoch.View, position.Epoch.Start, position.Sequence);
        Remote.Wire.WriteLength(
            output, field, Remote.Wire.SizeOfNumber(1, view) + Remote.Wire.SizeOfNumber(2, start) + Remote.Wire.SizeOfNumber(3, sequence));
        Remote.Wire.WriteNumber(output, 1, view);
        Remote.Wire.WriteNumber(output, 2, start);
        Remote.Wire.WriteNumber(output, 3, sequence);
    }

    private static FeedPosition ReadPosition(ReadOnlySpan<byte> bytes)
    {
        var (view, start, sequence) = (0L, 0L, 0L);
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    view = reader.Number;
                    break;
                case 2:
                    start = reader.Number;
                    break;
                case 3:
                    sequence = reader.Number;
                    break;
            }
        }

        return new(new(view, start), sequence);
    }
}
