using System.Diagnostics;
using Envoy.Config.Core.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Http2.Polling;
using MeshActors.MeshGenerator;
using MeshActors.XdsLoad.Sidecars;

namespace MeshActors.XdsLoad.Measuring;

/// <summary>Runs a plan against a server.</summary>
internal sealed class LoadTest(LoadPlan plan, LoadServer server, MeshChanges? changes, ServerProcess? process)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    // After a wave a server may take a moment to give its memory back.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    // Of the warm-up, to one of a VirtualService, which costs ten times as much.
    private const int EndpointChangesToOne = 10;

    private const int YoungGenerations = 1;

    private readonly Receipts _receipts = new();
    private Sidecar[] _sidecars = [];

    public async Task<LoadFigures> RunAsync(Action<string> report, CancellationToken cancellationToken)
    {
        PollLoop[] loops = [.. Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => new PollLoop())];
        try
        {
            return await RunAsync(loops, report, cancellationToken);
        }
        finally
        {
            foreach (var loop in loops)
            {
                loop.Dispose();
            }
        }
    }

    private async Task<LoadFigures> RunAsync(PollLoop[] loops, Action<string> report, CancellationToken cancellationToken)
    {
        _sidecars = [.. new SyntheticMesh(plan.Shape).Proxies.Select(
            (proxy, number) => new Sidecar(number, NodeOf(proxy), server, loops[number % loops.Length], _receipts))];
        await (changes?.RestoreAsync(cancellationToken) ?? Task.CompletedTask);
        double? before = process is null ? null : await process.SettledAsync(plan.Settle, cancellationToken);
        var connection = new Connection(_sidecars, process);
        var figures = new LoadFigures { Sidecars = _sidecars.Length, ResidentWithout = before, First = await connection.OpenAsync(Limit, cancellationToken) };
        report("connected");
        figures.ResidentWith = process is null ? null : await process.SettledAsync(plan.Settle, cancellationToken);
        if (changes is not null)
        {
            await WarmUpAsync(changes, cancellationToken);
            Tidy(GC.MaxGeneration);
            report("warmed up");
            figures.Endpoint = await RepeatAsync(changes.NextEndpoint, cancellationToken);
            report("endpoint changes");
            figures.VirtualService = changes.HasVirtualServices ? await RepeatAsync(changes.NextVirtualService, cancellationToken) : null;
            report("VirtualService changes");
            Tidy(GC.MaxGeneration);
            figures.Churn = plan.ChurnTime == TimeSpan.Zero ? null : await ChurnAsync(changes, cancellationToken);
            report("churn");
        }

        await connection.CloseAsync();
        await Task.Delay(Pause, cancellationToken);
        figures.Reconnect = await connection.OpenAsync(Limit, cancellationToken);
        await Task.Delay(Pause, cancellationToken);
        figures.Reconnect = figures.Reconnect with { Bytes = _sidecars.Sum(sidecar => sidecar.Received) };
        await connection.CloseAsync();
        return figures;
    }

    // Sidecars have memories of their own: none of them waits for all the others' to be collected, in the middle of a change.
    private static void Tidy(int generation) => GC.Collect(generation, GCCollectionMode.Forced, blocking: true);

    private static Node NodeOf(SyntheticProxy proxy) => new()
    {
        Id = proxy.Id,
        Cluster = $"{proxy.Workload}.{proxy.Namespace}",
        Locality = new() { Region = proxy.Region, Zone = proxy.Zone },
        Metadata = JsonParser.Default.Parse<Struct>(proxy.Metadata.ToJsonString()),
    };

    // No answer is waited for: what is late comes in the pause.
    private async Task WarmUpAsync(MeshChanges source, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        for (var number = 0; clock.Elapsed < plan.WarmUp; number++)
        {
            var change = source.HasVirtualServices && number % EndpointChangesToOne == 0 ? source.NextVirtualService() : source.NextEndpoint();
            await change.MakeAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1.0 / plan.Churn), cancellationToken);
        }

        await Task.Delay(Rest, cancellationToken);
    }

    private async Task<ChangeFigures> RepeatAsync(Func<MeshChange> next, CancellationToken cancellationToken)
    {
        var arrivals = new List<Arrival>();
        var processor = ProcessorTime.Now(process);
        var received = _sidecars.Sum(sidecar => sidecar.Received);
        for (var i = 0; i < plan.Repetitions; i++)
        {
            var change = next();
            var arrival = _receipts.Expect(change.TypeUrl, change.Name, _sidecars.Length);
            await change.MakeAsync(cancellationToken);
            await arrival.All.WaitAsync(Limit, cancellationToken);
            _receipts.Forget(change.TypeUrl, change.Name);
            arrivals.Add(arrival);
            await Task.Delay(Pause, cancellationToken);
            Tidy(YoungGenerations);
        }

        return new(
            Quantiles.Of(arrivals.Select(arrival => arrival.First)),
            Quantiles.Of(arrivals.Select(arrival => arrival.Last)),
            Quantiles.Of(arrivals.SelectMany(arrival => arrival.Each)),
            (_sidecars.Sum(sidecar => sidecar.Received) - received) / _sidecars.Length / plan.Repetitions,
            (ProcessorTime.Now(process) - processor) / plan.Repetitions);
    }

    private async Task<ChurnFigures> ChurnAsync(MeshChanges source, CancellationToken cancellationToken)
    {
        var arrivals = new List<Arrival>();
        var requests = new List<Task>();
        var processor = ProcessorTime.Now(process);
        var clock = Stopwatch.StartNew();
        for (var number = 0; clock.Elapsed < plan.ChurnTime; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / plan.Churn);
            if (due > clock.Elapsed)
            {
                await Task.Delay(due - clock.Elapsed, cancellationToken);
            }

            var change = source.NextEndpoint();
            arrivals.Add(_receipts.Expect(change.TypeUrl, change.Name, _sidecars.Length));
            requests.Add(change.MakeAsync(cancellationToken));
        }

        await Task.WhenAll(requests);
        var time = clock.Elapsed;
        await Task.WhenAny(Task.WhenAll(arrivals.Select(arrival => arrival.All)), Task.Delay(TimeSpan.FromSeconds(10), cancellationToken));
        Arrival[] seen = [.. arrivals.Where(arrival => arrival.All.IsCompleted)];
        return new(
            arrivals.Count / time.TotalSeconds,
            Quantiles.Of(seen.Select(arrival => arrival.Last)),
            arrivals.Count - seen.Length,
            (ProcessorTime.Now(process) - processor) / clock.Elapsed.TotalSeconds);
    }
}
