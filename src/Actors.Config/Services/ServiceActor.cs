using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Config.Services;

/// <summary>
/// Owns the endpoints of one service and answers queries for load assignments: every distinct query once, encoded, for all
/// scopes of all replicas. A change of endpoints comes here straight from the namespace's actor and leaves here for the
/// proxies, past the views of the mesh.
/// </summary>
public sealed class ServiceActor : ReceiveActor, IWithTimers
{
    private readonly Dictionary<EndpointQuery, Answer> _answers = [];
    private readonly FeedClient _feeds;
    private readonly ServiceKey _service;
    private readonly ServiceSettings _settings;
    private ServiceEndpoints? _endpoints;

    public ServiceActor(ServiceKey service, ServiceSettings settings)
    {
        (_service, _settings) = (service, settings);
        _feeds = new(settings.Regions, Self);

        Receive<FeedState>(message => OnEndpoints(_feeds.Accept(message), message.State));
        Receive<FeedChange>(message => OnEndpoints(_feeds.Accept(message), message.Change));
        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(message =>
        {
            if (message.Topic is LoadAssignmentTopic topic && _answers.TryGetValue(topic.Query, out var answer))
            {
                answer.Feed.Unsubscribe(message.Subscriber);
            }
        });
        Receive<RenewSubscriptions>(_ => _feeds.Renew());
        Receive<Renew>(_ => RenewFeeds());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _feeds.Follow(new ServiceEndpointsTopic(_service));
        Context.System.EventStream.Subscribe<RenewSubscriptions>(Self);
        Timers.StartPeriodicTimer("renew", Renew.Instance, FeedReader.RenewEvery);
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _feeds.UnfollowAll();
    }

    private void OnEndpoints(bool accepted, object content)
    {
        if (!accepted || content is not ServiceEndpoints endpoints)
        {
            return;
        }

        _endpoints = endpoints = EndpointReuse.Over(_endpoints, endpoints);
        foreach (var (query, answer) in _answers)
        {
            answer.Update(EndpointTranslator.Translate(query, endpoints));
        }
    }

    private void OnSubscribe(Subscribe message)
    {
        if (message.Topic is not LoadAssignmentTopic topic)
        {
            throw new ArgumentException($"A service publishes no {message.Topic.GetType().Name}.", nameof(message));
        }

        if (!_answers.TryGetValue(topic.Query, out var answer))
        {
            _answers[topic.Query] = answer = new(new(topic, _settings.Epoch, _settings.Clock));
            if (_endpoints is not null)
            {
                answer.Update(EndpointTranslator.Translate(topic.Query, _endpoints));
            }
        }

        answer.Feed.Subscribe(message, () => answer.Assignment);
    }

    private void RenewFeeds()
    {
        _feeds.Renew();
        foreach (var (query, answer) in _answers)
        {
            answer.Feed.Expire();
            if (!answer.Feed.HasSubscribers)
            {
                _answers.Remove(query);
            }
        }

        if (_answers.Count == 0)
        {
            _settings.Passivate(Context);
        }
    }

    private sealed class Answer(FeedPublisher feed)
    {
        public FeedPublisher Feed { get; } = feed;

        public LoadAssignment? Assignment { get; private set; }

        public void Update(EncodedResource resource)
        {
            if (Assignment?.Resource.Version != resource.Version)
            {
                var assignment = Assignment = new(resource);
                Feed.Publish(assignment, () => assignment);
            }
        }
    }

    private sealed record Renew
    {
        public static readonly Renew Instance = new();
    }
}
