using System.Security.Cryptography;
using System.Text;
using MeshActors.Actors.Config.Namespaces;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.View;
using MeshActors.Translation;

namespace MeshActors.Actors.Config.Scopes;

/// <summary>
/// Translates for one scope: once for all proxies that must receive the same, wherever they are connected. Recomputes with
/// every view of the mesh, which costs memo look-ups but for what changed, and publishes only differences.
/// </summary>
/// <remarks>
/// All types of a scope are computed from one view and published as one change, so that a route never reaches a proxy before
/// the cluster that it names. Ends when nobody subscribes any more.
/// </remarks>
public sealed class ScopeActor : ReceiveActor, IWithTimers
{
    private readonly ScopeTopic _topic;
    private readonly NamespaceSettings _settings;
    private readonly FeedPublisher _publication;
    private readonly ScopeContents _contents;
    private MeshView? _view;
    private bool _scheduled;

    public ScopeActor(ScopeTopic topic, NamespaceSettings settings)
    {
        (_topic, _settings) = (topic, settings);
        _publication = new(topic, settings.Epoch, settings.Clock);
        _contents = new(topic.Proxy, settings.Translator, settings.Names);

        Receive<ViewPublished>(message =>
        {
            _view = message.View;
            Schedule();
        });
        Receive<Recompute>(_ =>
        {
            _scheduled = false;
            Publish(_contents.Update(_view!));
        });
        Receive<Subscribe>(message => _publication.Subscribe(message, () => _contents.IsComputed ? _contents.State() : null));
        Receive<Unsubscribe>(message =>
        {
            _publication.Unsubscribe(message.Subscriber);
            _contents.Forget(message.Subscriber);
        });
        Receive<DemandNames>(message => Publish(_contents.Demand(message.Subscriber, message.Type, message.Names, _view)));
        Receive<ReleaseNames>(message => _contents.Release(message.Subscriber, message.Type, message.Names));
        Receive<Expire>(_ => ExpireSubscriptions());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ScopeTopic topic, NamespaceSettings settings) =>
        Actor.Props.Create(() => new ScopeActor(topic, settings));

    /// <summary>A name for an actor of the scope: keys hold characters that paths may not.</summary>
    public static string NameOf(ScopeTopic topic) =>
        "scope-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(topic.Key)).AsSpan(0, 16));

    protected override void PreStart()
    {
        _settings.Views.Tell(new FollowView(Self));
        Timers.StartPeriodicTimer("expire", Expire.Instance, FeedPublisher.Lifetime);
    }

    private void Schedule()
    {
        if (!_scheduled)
        {
            // Views that are already waiting are skipped: only the newest is translated.
            _scheduled = true;
            Self.Tell(Recompute.Instance);
        }
    }

    private void Publish(ScopeDelta? delta)
    {
        if (delta is { IsEmpty: false } || (delta is not null && _publication.Position.Sequence == 0))
        {
            _publication.Publish(delta, _contents.State);
        }
    }

    private void ExpireSubscriptions()
    {
        _publication.Expire();
        _contents.KeepOnly(_publication.Subscribers);
        if (!_publication.HasSubscribers)
        {
            Context.Stop(Self);
        }
    }

    private sealed record Recompute
    {
        public static readonly Recompute Instance = new();
    }

    private sealed record Expire
    {
        public static readonly Expire Instance = new();
    }
}
