using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Sharing;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Discovery.Endpoints;

/// <summary>
/// Follows the load assignments that this replica's scopes need: each once, whoever asks for it. Endpoints come here straight
/// from the actor of their service and go on to the scopes, past everything else.
/// </summary>
/// <remarks>
/// Scopes that ask for the same are one group, with one set of answers. Answers that arrive together go out together: scopes are told
/// once the mailbox holds no more. Subscriptions are renewed in slices, so that ten thousand of them are a trickle and no wave.
/// </remarks>
internal sealed class AssignmentHub : ReceiveActor, IWithTimers
{
    private const int Slices = 20;

    private readonly Dictionary<LoadAssignmentTopic, Followed> _followed = [];
    private readonly Dictionary<SharedMap<AssignmentSource>, AssignmentGroup> _groups = [];
    private readonly Dictionary<IActorRef, AssignmentGroup> _groupOf = [];
    private readonly List<AssignmentGroup> _due = [];
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
        Receive<Flush>(_ => Tell());
        Receive<FollowAssignments>(OnFollow);
        Receive<ForgetScope>(message =>
        {
            if (_groupOf.Remove(message.Scope, out var group))
            {
                Leave(group, message.Scope);
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
        var before = _groupOf.GetValueOrDefault(message.Scope);
        if (before is not null && ReferenceEquals(before.Sources, message.Sources))
        {
            return;
        }

        if (!_groups.TryGetValue(message.Sources, out var group))
        {
            _groups[message.Sources] = group = Begin(message.Sources, before?.Set ?? _settings.Resources.Empty(isWhole: false));
        }

        group.Scopes.Add(message.Scope);
        _groupOf[message.Scope] = group;
        message.Scope.Tell(new AssignmentsChanged(group.Sources, group.Set));
        if (before is not null)
        {
            // Last, so that what both ask for is followed all the while.
            Leave(before, message.Scope);
        }
    }

    /// <summary>A new group begins with what its first scope held: until the service's actor answers, that stands.</summary>
    private AssignmentGroup Begin(SharedMap<AssignmentSource> sources, ResourceSet held)
    {
        var known = new List<SharedResource>();
        var topics = new List<Followed>(sources.Count);
        foreach (var (_, source) in sources)
        {
            if (source!.Topic is { } topic)
            {
                var followed = Follow(topic);
                topics.Add(followed);
                if (followed.Resource is { } resource)
                {
                    known.Add(resource);
                }
            }
            else if (!source.IsLeaving)
            {
                known.Add(_settings.Resources.Intern(EndpointTranslator.Translate(source.Query, null)));
            }
        }

        var gone = new List<string>();
        foreach (var (name, _) in held)
        {
            if (!sources.Contains(name))
            {
                gone.Add(name);
            }
        }

        var group = new AssignmentGroup(sources, held.With(known, [], gone));
        foreach (var followed in topics)
        {
            followed.Groups.Add(group);
        }

        return group;
    }

    private Followed Follow(LoadAssignmentTopic topic)
    {
        if (!_followed.TryGetValue(topic, out var followed))
        {
            _followed[topic] = followed = new(new(topic), _nextSlice++ % Slices);
            _settings.Regions.Tell(topic, followed.Reader.Request(Self), Self);
        }

        return followed;
    }

    private void Leave(AssignmentGroup group, IActorRef scope)
    {
        group.Scopes.Remove(scope);
        if (group.Scopes.Count > 0)
        {
            return;
        }

        _groups.Remove(group.Sources);
        foreach (var (_, source) in group.Sources)
        {
            if (source!.Topic is { } topic && _followed.TryGetValue(topic, out var followed)
                && followed.Groups.Remove(group) && followed.Groups.Count == 0)
            {
                _followed.Remove(topic);
                _settings.Regions.Tell(topic, new Unsubscribe(topic, Self), Self);
            }
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
        foreach (var group in followed.Groups)
        {
            if (group.Take(resource))
            {
                _due.Add(group);
                if (_due.Count == 1)
                {
                    Self.Tell(Flush.Instance);
                }
            }
        }
    }

    private void Tell()
    {
        foreach (var group in _due)
        {
            group.Tell();
        }

        _due.Clear();
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

        public List<AssignmentGroup> Groups { get; } = [];

        public SharedResource? Resource { get; set; }
    }

    private sealed record Flush
    {
        public static readonly Flush Instance = new();
    }

    private sealed record RenewSlice
    {
        public static readonly RenewSlice Instance = new();
    }
}
