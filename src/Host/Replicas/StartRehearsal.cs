using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.Host.Options;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Replicas;

/// <summary>The <see cref="Rehearsal"/> of a replica's start: once the view is whole, and before the replica says that it is ready.</summary>
internal sealed partial class StartRehearsal : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Task _run;

    private StartRehearsal(Func<StartRehearsal, Task> run, ILoggerFactory logging, TimeProvider clock)
    {
        (_clock, _log) = (clock, logging.CreateLogger<StartRehearsal>());
        _run = run(this);
    }

    /// <summary>Whether there is nothing more to wait for, however it went.</summary>
    public bool IsOver => _run.IsCompleted;

    public static StartRehearsal Begin(Rehearsal rehearsal, ReplicaActors actors, ReplicaOptions options, ILoggerFactory logging, TimeProvider clock) =>
        new(self => self.RunAsync(rehearsal, actors, options), logging, clock);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync(Rehearsal rehearsal, ReplicaActors actors, ReplicaOptions options)
    {
        try
        {
            while (await actors.WhyNotWholeAsync(_stopping.Token).ConfigureAwait(false) is not null)
            {
                await Task.Delay(Interval, _clock, _stopping.Token).ConfigureAwait(false);
            }

            var began = _clock.GetTimestamp();
            using var limit = new CancellationTokenSource(options.RehearsalTime, _clock);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token);
            await rehearsal.RunAsync(NodeOf(options), end.Token).ConfigureAwait(false);
            LogDone(_clock.GetElapsedTime(began).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The replica goes away: nobody waits for it to be ready any more.
        }
        catch (OperationCanceledException)
        {
            LogTooLong(options.RehearsalTime);
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            // Real sidecars would meet the same, each with a message of its own: nothing to keep them away for.
            LogFailed(failure);
        }
    }

    /// <summary>A sidecar of the system namespace without a workload.</summary>
    private static Node NodeOf(ReplicaOptions options) => new()
    {
        Id = $"sidecar~127.0.0.1~rehearsal.{options.SystemNamespace}~{options.SystemNamespace}.svc.{options.DomainSuffix}",
        Cluster = $"rehearsal.{options.SystemNamespace}",
        Metadata = new()
        {
            Fields =
            {
                ["NAMESPACE"] = Value.ForString(options.SystemNamespace),
                ["CLUSTER_ID"] = Value.ForString(options.ClusterId),
                ["INTERCEPTION_MODE"] = Value.ForString("REDIRECT"),
            },
        },
    };

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "Rehearsed the service of a sidecar in {Milliseconds:F0} ms")]
    private partial void LogDone(double milliseconds);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "The rehearsal of a sidecar's service was broken off after {Limit}; the replica serves all the same")]
    private partial void LogTooLong(TimeSpan limit);

    [LoggerMessage(EventId = 12, Level = LogLevel.Warning, Message = "The rehearsal of a sidecar's service failed; the replica serves all the same")]
    private partial void LogFailed(Exception failure);
}
