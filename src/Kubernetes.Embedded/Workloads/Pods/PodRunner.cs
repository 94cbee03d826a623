using System.Collections.Frozen;
using System.Net;
using System.Threading.Channels;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.Apps;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>
/// Plays the kubelet of every simulated node: opens a pod's ports on an address of its own, reports it ready, and on
/// deletion serves on until clients have heard of it, closes the ports and lets the object go.
/// </summary>
internal sealed class PodRunner(
    ClusterState state,
    ClusterWriter writer,
    PodScheduler scheduler,
    WorkloadOptions options,
    TimeProvider time,
    ChannelWriter<WorkloadSignal> signals) : IWorkloadController
{
    /// <summary>How long requests under way may take once the ports are closed.</summary>
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, RunningPod> _running = [];
    private readonly Dictionary<string, (ObjectKey Key, IPAddress Address)> _assigned = [];
    private readonly AddressPool _addresses = new(options.PodCidr);

    public IEnumerable<ObjectKey> ConcernedBy(ClusterObject item)
    {
        if (item.Type == ResourceTypes.Pods)
        {
            return [item.Key];
        }

        // A Service decides which ports of its pods speak TCP.
        return item.Type == ResourceTypes.Services
            ? state.In(ResourceTypes.Pods, item.Metadata.Namespace).Where(pod => TcpPorts.Selects(item, pod)).Select(pod => pod.Key)
            : [];
    }

    public async Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var pod = state.Find(ResourceTypes.Pods, key);
        foreach (var stale in _running.Values.Where(r => r.Key == key && r.Uid != pod?.Metadata.Uid).ToList())
        {
            // Its object went without a grace period. Clients hear of it no sooner than of any other.
            Stop(stale, options.DrainTime);
        }

        FreeUnused(key, pod);
        if (pod is null)
        {
            return;
        }

        if (pod.Spec.Text("nodeName") is not { Length: > 0 } && !state.IsDeleting(pod))
        {
            await scheduler.ScheduleAsync(pod, cancellationToken);
        }
        else if (scheduler.IsOurs(pod))
        {
            await (state.IsDeleting(pod) ? EndAsync(pod, cancellationToken) : RunAsync(pod, cancellationToken));
        }
    }

    /// <summary>The ports are closed: the object may go.</summary>
    /// <returns>What to look at again; null where nothing ran under this uid.</returns>
    public ObjectKey? Forget(string uid)
    {
        return _running.Remove(uid, out var pod) ? pod.Key : null;
    }

    public async Task StopAllAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        foreach (var pod in _running.Values)
        {
            await pod.Server.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await pod.Server.DisposeAsync();
        }

        _running.Clear();
    }

    private async Task RunAsync(ClusterObject pod, CancellationToken cancellationToken)
    {
        var node = scheduler.NodeOf(pod)!; // Only called for nodes of ours.
        if (pod.IsFinished())
        {
            return;
        }

        IOException? problem = null;
        if (!_running.TryGetValue(pod.Metadata.Uid, out var running))
        {
            try
            {
                running = await StartAsync(pod, node.Name, cancellationToken);
            }
            catch (IOException error)
            {
                problem = error;
                await writer.WarnAsync(pod, "FailedBind", error.Message, cancellationToken);
            }
        }

        if (running is not null)
        {
            running.Server.TcpPorts = TcpPorts.Of(pod, state.In(ResourceTypes.Services, pod.Metadata.Namespace));
        }

        await writer.PatchStatusAsync(
            pod, PodStatus.Describe(pod, node, running?.Address, problem?.Message, time.GetUtcNow()), cancellationToken);
        if (problem is not null)
        {
            throw new InvalidOperationException(problem.Message, problem);
        }
    }

    private async Task<RunningPod> StartAsync(ClusterObject pod, string node, CancellationToken cancellationToken)
    {
        var address = AddressOf(pod);
        var identity = new PodIdentity(
            pod.Metadata.Name,
            pod.Metadata.Namespace,
            WorkloadOf(pod),
            pod.Metadata.Labels.GetValueOrDefault("version"),
            pod.Spec.Text("serviceAccountName") ?? "default",
            node,
            address);
        var server = new PodServer(identity, [.. PodPort.Of(pod).Select(p => p.Number)]);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException)
        {
            await server.DisposeAsync();
            throw new IOException($"The pod cannot listen on {address}: {error.Message}", error);
        }

        return _running[pod.Metadata.Uid] = new RunningPod(pod.Key, pod.Metadata.Uid, address, server);
    }

    /// <summary>
    /// The same at every attempt, so that a pod that cannot start reports the same and does not wake us by that; and the
    /// same after a restart of ours, as the mesh knows it.
    /// </summary>
    private IPAddress AddressOf(ClusterObject pod)
    {
        if (_assigned.TryGetValue(pod.Metadata.Uid, out var assigned))
        {
            return assigned.Address;
        }

        if (!IPAddress.TryParse(pod.Status.Text("podIP"), out var address) || !_addresses.TryTake(address))
        {
            address = _addresses.Take() ?? throw new IOException($"No address is left in {options.PodCidr}.");
        }

        _assigned[pod.Metadata.Uid] = (pod.Key, address);
        return address;
    }

    private void FreeUnused(ObjectKey key, ClusterObject? pod)
    {
        var unused = _assigned.Where(a => a.Value.Key == key && a.Key != pod?.Metadata.Uid && !_running.ContainsKey(a.Key)).ToList();
        foreach (var (uid, assigned) in unused)
        {
            _assigned.Remove(uid);
            _addresses.Free(assigned.Address);
        }
    }

    private string WorkloadOf(ClusterObject pod)
    {
        if (pod.Metadata.ControllerOwner is not { } owner)
        {
            return pod.Metadata.Name;
        }

        var key = new ObjectKey(pod.Metadata.Namespace, owner.Name);
        var set = owner.Kind == "ReplicaSet" ? state.Find(ResourceTypes.ReplicaSets, key) : null;
        return set?.Metadata.ControllerOwner?.Name ?? owner.Name;
    }

    private async Task EndAsync(ClusterObject pod, CancellationToken cancellationToken)
    {
        if (_running.TryGetValue(pod.Metadata.Uid, out var running))
        {
            var grace = TimeSpan.FromSeconds(pod.Body.Map("metadata")?.Whole("deletionGracePeriodSeconds") ?? 30);
            Stop(running, grace < options.DrainTime ? grace : options.DrainTime);
            return;
        }

        await writer.DeleteAsync(pod, 0, cancellationToken);
    }

    private void Stop(RunningPod pod, TimeSpan drain)
    {
        if (pod.Stopping is null)
        {
            pod.Server.BeginDrain();
            _running[pod.Uid] = pod with { Stopping = StopLaterAsync(pod, drain) };
        }
    }

    private async Task StopLaterAsync(RunningPod pod, TimeSpan drain)
    {
        await Task.Delay(drain, time);
        using var limit = new CancellationTokenSource(LastRequests, time);
        await pod.Server.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await pod.Server.DisposeAsync();
        signals.TryWrite(new WorkloadSignal.PodStopped(pod.Uid));
    }
}
