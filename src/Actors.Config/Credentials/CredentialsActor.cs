using System.Collections.Immutable;
using MeshActors.Actors.Config.Namespaces;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Credentials;

/// <summary>
/// Reads the Secrets and ConfigMaps that the scopes of one namespace need, and asks whether their proxies may have them. Nobody else
/// holds credentials, and this one only those of namespaces whose proxies ask for some.
/// </summary>
/// <remarks>
/// What was known stands until something newer is: while owners of watches move, and while the API server does not answer. Only who
/// may read Secrets is asked again and again, so that a right that is given, or taken, counts.
/// </remarks>
internal sealed partial class CredentialsActor : ReceiveActor, IWithTimers
{
    private readonly Dictionary<IActorRef, CredentialNeeds> _scopes = [];
    private readonly AccessReviews _reviews;
    private readonly FeedClient _feeds;
    private CredentialSnapshot _known = CredentialSnapshot.Nothing;

    public CredentialsActor(NamespaceSettings settings)
    {
        _feeds = new(settings.Regions, Self);
        _reviews = new(settings.SecretAccess, settings.Log, Self, () => Timers);

        Receive<NeedCredentials>(OnNeed);
        Receive<Terminated>(message =>
        {
            _scopes.Remove(message.ActorRef);
            Follow();
        });
        Receive<FeedState>(message =>
        {
            if (_feeds.Accept(message) && message is { Topic: ObjectsTopic topic, State: ObjectsState state })
            {
                var before = _known.Objects.GetValueOrDefault(topic);
                Take(topic, state.Objects.Select(item => (item.Name, Parse(item, before))).Where(pair => pair.Item2 is not null)
                    .ToImmutableDictionary(pair => pair.Name, pair => pair.Item2!, StringComparer.Ordinal));
            }
        });
        Receive<FeedChange>(message =>
        {
            if (_feeds.Accept(message) && message is { Topic: ObjectsTopic topic, Change: ObjectChange change }
                && _known.Objects.TryGetValue(topic, out var before))
            {
                var now = change.Object is null ? null : Parse(change.Object, before);
                Take(topic, now is null ? before.Remove(change.Name) : before.SetItem(change.Name, now));
            }
        });
        Receive<AccessReviewed>(message => Publish(_known with { Access = _reviews.Take(message, _known.Access) }));
        Receive<ReviewDue>(message => _reviews.Repeat(message.Account));
        Receive<RenewSubscriptions>(_ => _feeds.Renew());
        Receive<Renew>(_ => _feeds.Renew());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NamespaceSettings settings) => Actor.Props.Create(() => new CredentialsActor(settings));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<RenewSubscriptions>(Self);
        Timers.StartPeriodicTimer("renew", Renew.Instance, FeedReader.RenewEvery);
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _feeds.UnfollowAll();
        _reviews.Dispose();
    }

    private void OnNeed(NeedCredentials message)
    {
        if (message.Needs.IsEmpty)
        {
            _scopes.Remove(message.Scope);
            Context.Unwatch(message.Scope);
        }
        else
        {
            _scopes[message.Scope] = message.Needs;
            Context.Watch(message.Scope);
            message.Scope.Tell(new CredentialsChanged(_known));
        }

        Follow();
    }

    private void Follow()
    {
        var needs = _scopes.Values.Aggregate(CredentialNeeds.None, (all, scope) => all.And(scope));
        foreach (var topic in _feeds.Topics.Where(topic => !needs.Objects.Contains((ObjectsTopic)topic)).ToArray())
        {
            _feeds.Unfollow(topic);
        }

        foreach (var topic in needs.Objects)
        {
            _feeds.Follow(topic);
        }

        _reviews.Follow(needs.Accounts);

        // Scopes must not answer later from what is followed no more.
        Publish(new()
        {
            Objects = _known.Objects.RemoveRange(_known.Objects.Keys.Where(topic => !needs.Objects.Contains(topic))),
            Access = _known.Access.RemoveRange(_known.Access.Keys.Where(account => !needs.Accounts.Contains(account))),
        });
    }

    private void Take(ObjectsTopic topic, ImmutableDictionary<string, MeshObject> objects) =>
        Publish(_known with { Objects = _known.Objects.SetItem(topic, objects) });

    private void Publish(CredentialSnapshot known)
    {
        if (known == _known)
        {
            return;
        }

        _known = known;
        foreach (var scope in _scopes.Keys)
        {
            scope.Tell(new CredentialsChanged(known));
        }
    }

    // A new owner of the watch tells again what is held: the same instance is the same bytes, without a look at them.
    private static MeshObject? Parse(WatchedObject item, ImmutableDictionary<string, MeshObject>? before) =>
        before?.GetValueOrDefault(item.Name) is { } held && held.Meta.Uid == item.Uid && held.Meta.ResourceVersion == item.ResourceVersion
            ? held
            : ObjectParser.Parse(item.Kind, item.Json).Object;

    private sealed record Renew
    {
        public static readonly Renew Instance = new();
    }
}
