using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Feeds;

namespace MeshActors.Host.Debugging.Feeds;

/// <summary>What was asked, answered.</summary>
internal sealed record FeedAnswers(IReadOnlyDictionary<IFeedTopic, object> States);

/// <summary>Follows topics until each has told its state, tells all states to the asker and waits to be stopped.</summary>
internal sealed class FeedQuestion : ReceiveActor
{
    private readonly Dictionary<IFeedTopic, object> _states = [];
    private readonly IReadOnlyCollection<IFeedTopic> _topics;
    private readonly FeedClient _feeds;
    private IActorRef? _asker;

    public FeedQuestion(IFeedRegions regions, IReadOnlyCollection<IFeedTopic> topics)
    {
        _topics = topics;
        _feeds = new(regions, Self);
        Receive<Start>(_ =>
        {
            _asker = Sender;
            foreach (var topic in _topics)
            {
                _feeds.Follow(topic);
            }
        });
        Receive<FeedState>(message =>
        {
            if (_feeds.Accept(message))
            {
                _states[message.Topic] = message.State;
                if (_feeds.IsComplete)
                {
                    _asker?.Tell(new FeedAnswers(_states));
                }
            }
        });

        // A change that comes while others are waited for: the state before it is as good an answer.
        Receive<FeedChange>(static _ => { });
    }

    protected override void PostStop() => _feeds.UnfollowAll();

    internal sealed record Start
    {
        public static readonly Start Instance = new();
    }
}
