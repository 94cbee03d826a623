using System.Text.Json;
using System.Threading.Channels;
using MeshActors.Kubernetes.Embedded.Workloads.Apps;
using MeshActors.Kubernetes.Embedded.Workloads.Networking;
using MeshActors.Kubernetes.Embedded.Workloads.Nodes;
using MeshActors.Kubernetes.Embedded.Workloads.Pods;
using MeshActors.Kubernetes.Embedded.Workloads.State;
using Microsoft.Extensions.Logging;

namespace MeshActors.Kubernetes.Embedded.Workloads;

/// <summary>
/// Plays scheduler, kubelets and the controllers of workloads and endpoints against any API server: a Deployment, a
/// StatefulSet or a DaemonSet becomes pods that answer on loopback addresses. Every change goes through one loop.
/// </summary>
public sealed partial class SimulatedWorkloads
{
    private static readonly ResourceType[] Watched =
    [
        ResourceTypes.Nodes, ResourceTypes.Pods, ResourceTypes.Services, ResourceTypes.EndpointSlices, ResourceTypes.Endpoints,
        ResourceTypes.Deployments, ResourceTypes.ReplicaSets, ResourceTypes.StatefulSets, ResourceTypes.DaemonSets,
    ];

    private readonly IKubernetesClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<WorkloadSignal> _signals = Channel.CreateUnbounded<WorkloadSignal>(new() { SingleReader = true });
    private readonly ClusterState _state = new();
    private readonly WorkQueue _queue = new();
    private readonly HashSet<ResourceType> _synced = [];
    private readonly NodeRegistration _nodes;
    private readonly PodRunner _pods;
    private readonly IWorkloadController[] _controllers;

    public SimulatedWorkloads(IKubernetesClient client, WorkloadOptions options, TimeProvider time, ILogger<SimulatedWorkloads> logger)
    {
        _client = client;
        _time = time;
        _logger = logger;
        var writer = new ClusterWriter(client, _state, time);
        var placement = new Placement(_state, options.Nodes);
        _nodes = new NodeRegistration(client, options.Nodes, time);
        _pods = new PodRunner(_state, writer, new PodScheduler(client, writer, placement), options, time, _signals.Writer);
        _controllers =
        [
            new DeploymentController(_state, writer, time),
            new ReplicaSetController(_state, writer, placement, time),
            new StatefulSetController(_state, writer, placement),
            new DaemonSetController(_state, writer, placement),
            _pods,
            new ClusterIpController(_state, writer, options.ServiceCidr),
            new EndpointSliceController(_state, writer),
            new EndpointsController(_state, writer),
        ];
    }

    /// <summary>Runs until cancelled, then closes every pod's ports. The objects stay as they are.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _nodes.RegisterAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watches = Watched.Select(type => WatchAsync(type, stop.Token)).ToArray();
        try
        {
            await LoopAsync(stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(watches).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _pods.StopAllAsync();
        }
    }

    private Task WatchAsync(ResourceType type, CancellationToken cancellationToken) =>
        new Reflector(_client, type, new ReflectorOptions(), _time)
            .RunAsync(e => _signals.Writer.WriteAsync(new WorkloadSignal.Told(type, e), cancellationToken), cancellationToken);

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        while (await _signals.Reader.WaitToReadAsync(cancellationToken))
        {
            Absorb();

            // Half a view would have pods created that exist already.
            while (_synced.Count == Watched.Length && _queue.TryTake(out var item))
            {
                await ReconcileAsync(item, cancellationToken);
                Absorb();
            }
        }
    }

    private void Absorb()
    {
        while (_signals.Reader.TryRead(out var signal))
        {
            switch (signal)
            {
                case WorkloadSignal.Told told:
                    Absorb(told.Type, told.Event);
                    break;
                case WorkloadSignal.Due due:
                    _queue.Add(due.Item);
                    break;
                case WorkloadSignal.PodStopped stopped when _pods.Forget(stopped.Uid) is { } key:
                    _queue.Add(new WorkItem(_pods, key));
                    break;
            }
        }
    }

    private void Absorb(ResourceType type, ReflectorEvent news)
    {
        switch (news)
        {
            case { Type: ReflectorEventType.Upserted, Object: { } item }:
                Upsert(item);
                break;
            case { Type: ReflectorEventType.Deleted, Object: { } item }:
                if (_state.Remove(type, item.Key) is { } last)
                {
                    Touch(last);
                }

                break;
            case { Type: ReflectorEventType.Synced }:
                _synced.Add(type);
                break;
            case { Type: ReflectorEventType.Interrupted, Error: { } error }:
                Log.WatchInterrupted(_logger, type, news.RetryAfter, error.Message);
                break;
        }
    }

    private void Upsert(KubernetesObject item)
    {
        ClusterObject fresh;
        try
        {
            fresh = ClusterObject.From(item);
        }
        catch (JsonException error)
        {
            Log.Unreadable(_logger, item, error.Message);
            return;
        }

        if (_state.Find(item.Type, item.Key) is { } old)
        {
            Touch(old);
        }

        _state.Put(fresh);
        Touch(fresh);
    }

    private void Touch(ClusterObject item)
    {
        foreach (var controller in _controllers)
        {
            foreach (var key in controller.ConcernedBy(item))
            {
                _queue.Add(new WorkItem(controller, key));
            }
        }
    }

    private async Task ReconcileAsync(WorkItem item, CancellationToken cancellationToken)
    {
        try
        {
            await item.Controller.ReconcileAsync(item.Key, cancellationToken);
            _queue.Succeeded(item);
        }
        catch (Exception error) when (error is KubernetesException or InvalidOperationException or FormatException or JsonException)
        {
            // An object that one controller cannot handle must not stop the others.
            var delay = _queue.Failed(item);
            Log.ReconcileFailed(_logger, item.Controller.GetType().Name, item.Key, delay, error.Message);
            _ = RetryLaterAsync(item, delay, cancellationToken);
        }
    }

    private async Task RetryLaterAsync(WorkItem item, TimeSpan delay, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _signals.Writer.TryWrite(new WorkloadSignal.Due(item));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The watch of {Type} was interrupted, again in {Delay}: {Reason}")]
        public static partial void WatchInterrupted(ILogger logger, ResourceType type, TimeSpan delay, string reason);

        [LoggerMessage(2, LogLevel.Warning, "{Item} is passed over: {Reason}")]
        public static partial void Unreadable(ILogger logger, KubernetesObject item, string reason);

        [LoggerMessage(3, LogLevel.Warning, "{Controller} failed on {Key}, again in {Delay}: {Reason}")]
        public static partial void ReconcileFailed(ILogger logger, string controller, ObjectKey key, TimeSpan delay, string reason);
    }
}
