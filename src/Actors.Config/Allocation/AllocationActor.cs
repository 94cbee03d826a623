using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Entries.Allocation;
using MeshActors.Mesh.View;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Config.Allocation;

/// <summary>
/// Gives the ServiceEntries of the mesh that have no addresses some, and writes them to their statuses, one at a time. The one
/// in the whole control plane that may: the mesh's entity has it for a child.
/// </summary>
/// <remarks>
/// It goes by its replica's view, which is whole before the first one comes: what other entries have is known before anything is
/// handed out. Entries that are not valid, and those that only other revisions read, are not in it.
/// </remarks>
public sealed partial class AllocationActor : ReceiveActor, IWithTimers
{
    private const string Field = "status.addresses";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly AddressAllocation _allocation;
    private readonly HashSet<ObjectReference> _waiting = [];
    private readonly Queue<ObjectReference> _order = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IAddressStore _store;
    private readonly WatchPlan _plan;
    private readonly IActorRef _views;
    private readonly ILogger _log;
    private TimeSpan _nextPause = FirstPause;
    private bool _knowsAll;
    private bool _isBusy;

    public AllocationActor(AllocationSettings settings, WatchPlan plan, IActorRef views, ILogger log)
    {
        (_store, _plan, _views, _log) = (settings.Store, plan, views, log);
        _allocation = new(settings.Ipv4, settings.Ipv6);

        Receive<ViewPublished>(message => Take(message.View));
        Receive<WriteEnded>(message =>
        {
            _nextPause = FirstPause;
            if (message.Outcome == AddressWrite.Refused)
            {
                // A new owner waits for the old one to let go.
                Enqueue(message.Entry);
                Pause();
            }
            else
            {
                Continue();
            }
        });
        Receive<WriteFailed>(message =>
        {
            LogFailed(message.Entry, Field, message.Cause.Message, _nextPause);
            Enqueue(message.Entry);
            Pause();
            _nextPause = _nextPause * 2 < LongestPause ? _nextPause * 2 : LongestPause;
        });
        Receive<GoOn>(_ => Continue());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => _views.Tell(new FollowView(Self));

    protected override void PostStop() => _stop.Cancel();

    private void Take(MeshView view)
    {
        if (!_knowsAll || view.Delta.GlobalsChanged || view.Delta.NamespacesDiffer)
        {
            // Whose an entry is depends on its namespace and on the mesh's revision tags.
            _knowsAll = true;
            TakeAll(view);
        }
        else if (view.Delta.Kinds.Contains(ResourceKinds.ServiceEntry))
        {
            foreach (var changed in view.Delta.Objects.Where(changed => changed.Kind == ResourceKinds.ServiceEntry.Kind))
            {
                TakeOne(changed, view);
            }
        }
        else
        {
            return;
        }

        var step = _allocation.Settle();
        foreach (var lost in step.Lost)
        {
            LogLost(lost.Entry, Field, lost.Host, lost.Address, lost.Owner);
        }

        foreach (var unserved in step.Unserved)
        {
            LogUnserved(unserved.Entry, Field, unserved.Host, unserved.Range);
        }

        foreach (var entry in step.Pending)
        {
            Enqueue(entry);
        }

        WriteNext();
    }

    private void TakeAll(MeshView view)
    {
        foreach (var gone in _allocation.Entries.Where(known => view.Find<ServiceEntry>(known.Namespace, known.Name) is null).ToList())
        {
            _allocation.Remove(gone);
        }

        foreach (var config in view.All<ServiceEntry>())
        {
            _allocation.Set(config, IsOurs(config, view));
        }
    }

    private void TakeOne(ObjectReference changed, MeshView view)
    {
        if (view.Find<ServiceEntry>(changed.Namespace, changed.Name) is { } config)
        {
            _allocation.Set(config, IsOurs(config, view));
        }
        else
        {
            _allocation.Remove(changed);
        }
    }

    private bool IsOurs(Config<ServiceEntry> config, MeshView view) =>
        _plan.AnswersFor(
            config.Meta,
            view.Namespace(config.Meta.Namespace) is { } ns ? WatchPlan.RevisionOf(ns.Labels) : "",
            view.Globals.RevisionTags);

    private void Enqueue(ObjectReference entry)
    {
        if (_waiting.Add(entry))
        {
            _order.Enqueue(entry);
        }
    }

    private void WriteNext()
    {
        while (!_isBusy && _order.TryDequeue(out var entry))
        {
            _waiting.Remove(entry);
            if (_allocation.DecisionFor(entry) is { } decision)
            {
                _isBusy = true;
                _store.WriteAsync(decision, _stop.Token)
                    .PipeTo(Self, success: outcome => new WriteEnded(entry, outcome), failure: cause => new WriteFailed(entry, cause));
            }
        }
    }

    private void Pause() => Timers.StartSingleTimer(GoOn.Instance, GoOn.Instance, _nextPause);

    private void Continue()
    {
        _isBusy = false;
        WriteNext();
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Entry}: {Field} could not be written, next attempt in {Pause}: {Reason}")]
    private partial void LogFailed(ObjectReference entry, string field, string reason, TimeSpan pause);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Entry}: {Field} of host {Host} change, as {Address} belongs to {Owner}")]
    private partial void LogLost(ObjectReference entry, string field, string host, string address, ObjectReference owner);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "{Entry}: {Field} of host {Host} have none of {Range}, which is exhausted")]
    private partial void LogUnserved(ObjectReference entry, string field, string host, AddressRange range);

    private sealed record WriteEnded(ObjectReference Entry, AddressWrite Outcome);

    private sealed record WriteFailed(ObjectReference Entry, Exception Cause);

    private sealed record GoOn
    {
        public static readonly GoOn Instance = new();
    }
}
