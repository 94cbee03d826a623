using System.Threading.Channels;
using MeshActors.Kubernetes.Embedded.Store;
using Microsoft.Extensions.Logging;

namespace MeshActors.Kubernetes.Embedded.Controllers;

/// <summary>Feeds one controller with the changes of the resources that it watches, one at a time.</summary>
internal sealed partial class ControllerLoop(ObjectStore store, IController controller, ILogger logger)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ChannelClosedException)
            {
                return;
            }
        }
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        var watches = new List<StoreWatch>();
        try
        {
            foreach (var resource in controller.Watches)
            {
                watches.Add(await store.WatchAsync(resource, after: null, cancellation).ConfigureAwait(false));
            }

            await ReconcileAsync(null, cancellation).ConfigureAwait(false);
            var waits = watches.Select(w => w.Events.WaitToReadAsync(cancellation).AsTask()).ToArray();
            while (true)
            {
                var ready = Array.IndexOf(waits, await Task.WhenAny(waits).ConfigureAwait(false));
                if (!await waits[ready].ConfigureAwait(false))
                {
                    cancellation.ThrowIfCancellationRequested();
                    throw new ChannelClosedException();
                }

                while (watches[ready].Events.TryRead(out var change))
                {
                    await ReconcileAsync(change, cancellation).ConfigureAwait(false);
                }

                waits[ready] = watches[ready].Events.WaitToReadAsync(cancellation).AsTask();
            }
        }
        catch (WatchExpiredException)
        {
            // Too far behind: begin again with everything.
        }
        finally
        {
            watches.ForEach(w => w.Dispose());
        }
    }

    private async Task ReconcileAsync(StoreEvent? change, CancellationToken cancellation)
    {
        try
        {
            await controller.ReconcileAsync(store.State, change, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not ChannelClosedException)
        {
            // One object that a controller cannot handle must not stop it for all others.
            Log.ReconcileFailed(logger, controller.GetType().Name, change?.Object.Resource.ToString() ?? "everything", change?.Object.Key.ToString() ?? "", fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Controller} failed on {Resource} {Key}")]
        public static partial void ReconcileFailed(ILogger logger, string controller, string resource, string key, Exception fault);
    }
}
