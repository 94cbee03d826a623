using System.Collections.Concurrent;
using System.Globalization;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Dispatch;
using MeshActors.Actors.Event;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Publication;
using MeshActors.Actors.Sharding;

namespace MeshActors.Actors.Remote;

/// <summary>
/// The links of this replica to all others: one a member, made and ended as the membership says. Turns references into
/// text and back: <c>member/path#incarnation</c>.
/// </summary>
public sealed class ReplicaLinks
{
    private readonly ConcurrentDictionary<string, (Member Member, IActorRef Link)> _links = new();
    private readonly ConcurrentDictionary<string, ITemporaryActorRef> _temporary = new();
    private readonly Lock _gate = new();
    private readonly string _selfId;
    private readonly Func<Member, Props> _linkProps;
    private long _followed;

    private ReplicaLinks(ActorSystem system, IReplicaTransport transport, MessageRegistry registry, LinkSettings settings)
    {
        System = system;
        Registry = registry;
        var cluster = Cluster.Get(system);
        _selfId = cluster.SelfMember.Id;
        _linkProps = member => Props.Create(() => new LinkActor(this, transport, settings, member));
        Context = new WireContext(registry, this);
        ShardingMessages.Register(registry);
        PublicationMessages.Register(registry);
        var supervisor = system.SystemActorOf(Props.Create(() => new AcceptActor(this, transport, settings)), "replica-links");
        cluster.BeforeView = Follow;
        Follow(cluster.View);
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseClusterShutdown, "close-links", async () =>
        {
            await supervisor.GracefulStop(settings.ConnectTimeout).ConfigureAwait(false);
            return Done.Instance;
        });
    }

    internal ActorSystem System { get; }

    internal MessageRegistry Registry { get; }

    internal WireContext Context { get; }

    /// <summary>Starts linking. Once a system, after it has joined a cluster and all messages are registered.</summary>
    public static ReplicaLinks Start(ActorSystem system, IReplicaTransport transport, MessageRegistry registry, LinkSettings? settings = null) =>
        system.WithExtension(s => new ReplicaLinks(s, transport, registry, settings ?? new LinkSettings()));

    /// <summary>The links that were started.</summary>
    /// <exception cref="InvalidOperationException">None were.</exception>
    public static ReplicaLinks Get(ActorSystem system) => system.WithExtension<ReplicaLinks>(static s =>
        throw new InvalidOperationException($"Actor system {s.Name} has no replica links."));

    /// <summary>The actor at a path of a replica, whichever incarnation lives there.</summary>
    /// <param name="memberId">The replica, this one included.</param>
    /// <param name="path">As in <c>/user/a/b</c>.</param>
    public IActorRef ActorAt(string memberId, string path) => FromText($"{memberId}{path}");

    internal string ToText(IActorRef actor)
    {
        if (actor is ITemporaryActorRef temporary && _temporary.TryAdd(actor.Path.Name, temporary))
        {
            temporary.WhenDone(() => _temporary.TryRemove(actor.Path.Name, out _));
        }

        var member = actor.Path.Root.Address ?? _selfId;
        var path = actor.Path.ToStringWithoutAddress();
        return actor.Path.Uid == 0 ? $"{member}{path}" : string.Create(CultureInfo.InvariantCulture, $"{member}{path}#{actor.Path.Uid}");
    }

    internal IActorRef FromText(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var hash = text.LastIndexOf('#');
        if (slash <= 0)
        {
            throw new WireFormatException($"\"{text}\" is no reference to an actor.");
        }

        var uid = 0L;
        if (hash > slash && !long.TryParse(text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out uid))
        {
            throw new WireFormatException($"\"{text}\" has no number after #.");
        }

        var member = text[..slash];
        var names = text[(slash + 1)..(hash > slash ? hash : text.Length)].Split('/');
        return member == _selfId ? Local(names, uid) : Remote(member, names, uid);
    }

    internal void Send(string memberId, object message)
    {
        if (_links.TryGetValue(memberId, out var entry))
        {
            entry.Link.Tell(message, ActorRefs.NoSender);
        }
        else
        {
            Lost(message);
        }
    }

    /// <summary>The link to that life of a member, or null.</summary>
    internal IActorRef? Find(string memberId, int incarnation) =>
        _links.TryGetValue(memberId, out var entry) && entry.Member.Incarnation == incarnation ? entry.Link : null;

    /// <summary>Has a link for every other member of a view, and no other.</summary>
    internal void Follow(MembershipView view)
    {
        lock (_gate)
        {
            if (view.Number <= _followed)
            {
                return;
            }

            _followed = view.Number;
            foreach (var (id, (member, link)) in _links)
            {
                if (view.Find(id) != member && _links.TryRemove(id, out _))
                {
                    System.Stop(link);
                }
            }

            foreach (var member in view.Members)
            {
                if (member.Id != _selfId && !_links.ContainsKey(member.Id))
                {
                    var name = $"link-{Uri.EscapeDataString(member.Id)}-{member.Incarnation}-{view.Number}";
                    _links[member.Id] = (member, System.SystemActorOf(_linkProps(member), name));
                }
            }
        }
    }

    /// <summary>Ends all links, and makes no more.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _followed = long.MaxValue;
            foreach (var (_, link) in _links.Values)
            {
                System.Stop(link);
            }

            _links.Clear();
        }
    }

    /// <summary>There is no link for this.</summary>
    internal void Lost(object message)
    {
        switch (message)
        {
            case LinkActor.Outbound outbound:
                System.DeadLetters.Tell(new DeadLetter(outbound.Message, outbound.Sender, outbound.Target), outbound.Sender);
                break;
            case LinkActor.WatchRemote watch:
                watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Target, ExistenceConfirmed: false, AddressTerminated: true));
                break;
        }
    }

    private RemoteActorRef Remote(string member, string[] names, long uid)
    {
        ActorPath path = new RootActorPath(System.Name, member);
        for (var i = 0; i < names.Length; i++)
        {
            path = path.Child(names[i], i == names.Length - 1 ? uid : 0);
        }

        return new RemoteActorRef(this, member, path);
    }

    private IActorRef Local(string[] names, long uid)
    {
        if (names is ["temp", var name])
        {
            return _temporary.TryGetValue(name, out var temporary) ? temporary : Nowhere(names, uid);
        }

        var cell = names[0] switch
        {
            "user" => System.UserGuardian,
            "system" => System.SystemGuardian,
            _ => null,
        };
        for (var i = 1; i < names.Length && cell is not null; i++)
        {
            cell = (cell.ChildrenOrNull?.Find(names[i]) as LocalActorRef)?.Cell;
        }

        return cell is not null && (uid == 0 || cell.Self.Path.Uid == uid) ? cell.Self : Nowhere(names, uid);
    }

    private DeadLetterActorRef Nowhere(string[] names, long uid)
    {
        ActorPath path = System.RootPath;
        for (var i = 0; i < names.Length; i++)
        {
            path = path.Child(names[i], i == names.Length - 1 ? uid : 0);
        }

        return new DeadLetterActorRef(System, path);
    }
}
