using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Config.Namespaces;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.View;
using MeshActors.Translation;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Config.Scopes;

/// <summary>
/// Translates for one scope: once for all proxies that must receive the same, wherever they are connected. Recomputes with
/// every view of the mesh, which costs memo look-ups but for what changed, and publishes only differences.
/// </summary>
/// <remarks>
/// All types of a scope are computed from one view and published as one change, so that a route never reaches a proxy before
/// the cluster that it names. Ends when nobody subscribes any more.
/// </remarks>
public sealed partial class ScopeActor : ReceiveActor, IWithTimers
{
    /// <summary>How many credentials that are not there the log names one by one; a client may ask for thousands.</summary>
    private const int NamedInLog = 3;

    private readonly ScopeTopic _topic;
    private readonly NamespaceSettings _settings;
    private readonly FeedPublisher _publication;
    private readonly ScopeContents _contents;
    private readonly ILogger _log;
    private MeshView? _view;
    private CredentialNeeds _needs = CredentialNeeds.None;
    private bool _scheduled;

    public ScopeActor(ScopeTopic topic, NamespaceSettings settings)
    {
        (_topic, _settings, _log) = (topic, settings, settings.Log);
        _publication = new(topic, settings.Epoch, settings.Clock);
        _contents = new(topic.Proxy, settings.Translator, settings.Names, settings.Plan.Clusters);

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
        Receive<CredentialsChanged>(message => Publish(_contents.Update(message.Known)));
        Receive<Subscribe>(message => _publication.Subscribe(message, () => _contents.IsComputed ? _contents.State() : null));
        Receive<Unsubscribe>(message =>
        {
            _publication.Unsubscribe(message.Subscriber);
            _contents.Forget(message.Subscriber);
        });
        Receive<DemandNames>(message => Publish(_contents.Demand(message.Subscriber, message.Type, message.Names, _view)));
        Receive<ReleaseNames>(message =>
        {
            _contents.Release(message.Subscriber, message.Type, message.Names);
            TellNeeds(isRepeated: false);
        });
        Receive<Expire>(_ => ExpireSubscriptions());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ScopeTopic topic, NamespaceSettings settings) =>
        Actor.Props.Create(() => new ScopeActor(topic, settings));

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
        // Who is told that there is none finds the reason in the log.
        if (delta?.Changes.GetValueOrDefault(XdsType.Secret)?.Removed is { Count: > 0 } absent)
        {
            CredentialMetrics.Absent(absent.Count);
            LogAbsent(absent);
        }

        if (delta is { IsEmpty: false } || (delta is not null && !_publication.HasPublished))
        {
            _publication.Publish(delta, _contents.State);
        }

        TellNeeds(isRepeated: false);
    }

    private void LogAbsent(IReadOnlyList<string> absent)
    {
        foreach (var name in absent.Take(NamedInLog))
        {
            LogAbsent(_topic.Proxy.Id, name, _contents.WhyAbsent(name));
        }

        if (absent.Count > NamedInLog)
        {
            LogMoreAbsent(_topic.Proxy.Id, absent.Count - NamedInLog);
        }
    }

    private void TellNeeds(bool isRepeated)
    {
        var needs = _contents.Needs;
        if (isRepeated ? !needs.IsEmpty : !needs.IsSameAs(_needs))
        {
            Context.Parent.Tell(new NeedCredentials(Self, needs), Self);
        }

        _needs = needs;
    }

    private void ExpireSubscriptions()
    {
        _publication.Expire();
        _contents.KeepOnly(_publication.Subscribers);
        if (!_publication.HasSubscribers)
        {
            Context.Stop(Self);
            return;
        }

        // Whoever was told may have failed and been made anew.
        TellNeeds(isRepeated: true);
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "{Proxy}, or one like it, gets no credential {Name}: {Reason}")]
    private partial void LogAbsent(string proxy, string name, string reason);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "{Proxy}, or one like it, gets no credential of {Count} more names")]
    private partial void LogMoreAbsent(string proxy, int count);

    private sealed record Recompute
    {
        public static readonly Recompute Instance = new();
    }

    private sealed record Expire
    {
        public static readonly Expire Instance = new();
    }
}
