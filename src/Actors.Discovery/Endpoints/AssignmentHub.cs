using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Discovery.Resources;

namespace MeshActors.Actors.Discovery.Endpoints;

/// <summary>
/// Follows the load assignments that this replica's scopes need: each once, whoever asks for it. Endpoints come here straight
/// from the actor of their service and go on to the scopes, past everything else.
/// </summary>
/// <remarks>Subscriptions are renewed in slices, so that ten thousand of them are a trickle and no wave.</remarks>
internal sealed class AssignmentHub : ReceiveActor, IWithTimers
{
    private const int Slices = 20;

    private readonly Dictionary<LoadAssignmentTopic, Followed> _followed = [];
    private readonly DiscoverySettings _settings;
    private int _nextSlice;
    private int _slice;

    public AssignmentHub(DiscoverySettings settings)
    {
        _settings = settings;

        // A publisher drops subscriptions that it does not hear of in its lifetime; a round is two thirds of that.
        Round = FeedPublisher.Lifetime * 2 / 3;

        Receive<FeedChange>(message => OnFeed(message.Topic, message.Change, message, null));
        Receive<FeedState>(message => OnFeed(message.Topic, message.State, null, message));
        Receive<FollowAssignments>(OnFollow);
        Receive<ForgetScope>(message =>
        {
            foreach (var (topic, followed) in _followed)
            {
                Unfollow(topic, followed, message.Scope);
            }
        });
        Receive<RenewSlice>(_ => RenewNext());
        Receive<RenewSubscriptions>(_ =>
        {
            foreach (var (topic, followed) in _followed)
            {
                _settings.Regions.Tell(topic, followed.Reader.Request(Self), Self);
            }
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private TimeSpan Round { get; }

    protected override void PreStart() => Timers.StartPeriodicTimer("renew", RenewSlice.Instance, Round / Slices);

    protected override void PostStop()
    {
        foreach (var (topic, _) in _followed)
        {
            _settings.Regions.Tell(topic, new Unsubscribe(topic, Self), Self);
        }
    }

    private void OnFollow(FollowAssignments message)
    {
        // In this order: a topic left and asked for again is in both, and whoever asks is told what is held.
        foreach (var topic in message.Unfollow)
        {
            if (_followed.TryGetValue(topic, out var followed))
            {
                Unfollow(topic, followed, message.Scope);
            }
        }

        foreach (var topic in message.Follow)
        {
            if (!_followed.TryGetValue(topic, out var followed))
            {
                _followed[topic] = followed = new(new(topic), _nextSlice++ % Slices);
                _settings.Regions.Tell(topic, followed.Reader.Request(Self), Self);
            }

            if (!followed.Scopes.Contains(message.Scope))
            {
                followed.Scopes.Add(message.Scope);
            }

            if (followed.Resource is { } resource)
            {
                message.Scope.Tell(new AssignmentChanged(topic, resource));
            }
        }
    }

    private void Unfollow(LoadAssignmentTopic topic, Followed followed, IActorRef scope)
    {
        if (followed.Scopes.Remove(scope) && followed.Scopes.Count == 0)
        {
            _followed.Remove(topic);
            _settings.Regions.Tell(topic, new Unsubscribe(topic, Self), Self);
        }
    }

    private void OnFeed(IFeedTopic feed, object content, FeedChange? change, FeedState? state)
    {
        if (feed is not LoadAssignmentTopic topic || content is not LoadAssignment assignment || !_followed.TryGetValue(topic, out var followed))
        {
            return;
        }

        var lost = false;
        var accepted = state is null ? followed.Reader.Accept(change!, out lost) : followed.Reader.Accept(state);
        if (lost)
        {
            _settings.Regions.Tell(topic, followed.Reader.Request(Self, lost: true), Self);
        }

        // A successor of the publisher tells its state, which mostly is what is held already.
        if (!accepted || followed.Resource?.ContentVersion == assignment.Resource.Version)
        {
            return;
        }

        var resource = followed.Resource = _settings.Resources.Intern(assignment.Resource);
        var changed = new AssignmentChanged(topic, resource);
        foreach (var scope in followed.Scopes)
        {
            scope.Tell(changed);
        }
    }

    private void RenewNext()
    {
        _slice = (_slice + 1) % Slices;
        foreach (var (topic, followed) in _followed)
        {
            if (followed.Slice == _slice)
            {
                _settings.Regions.Tell(topic, followed.Reader.Request(Self), Self);
            }
        }
    }

    private sealed class Followed(FeedReader reader, int slice)
    {
        public FeedReader Reader { get; } = reader;

        public int Slice { get; } = slice;

        public List<IActorRef> Scopes { get; } = [];

        public SharedResource? Resource { get; set; }
    }

    private sealed record RenewSlice
    {
        public static readonly RenewSlice Instance = new();
    }
}
