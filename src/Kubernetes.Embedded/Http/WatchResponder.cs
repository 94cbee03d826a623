using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Selectors;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>
/// Streams the changes of a resource as JSON lines. The stored bytes of an object go out as they are, so a change costs
/// the same however many watch it. A client that reads too slowly finds its watch ended with 410 and lists again.
/// </summary>
internal sealed class WatchResponder(ApiServices services)
{
    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromMinutes(1);

    public async Task RunAsync(ResourceRequest request, string? ns, LabelSelector labels, FieldSelector fields)
    {
        var view = request.View;
        var version = request.Query("resourceVersion");
        var initial = request.IsOn("sendInitialEvents") && request.Query("sendInitialEvents") is not null;
        long? after = version is null or "" or "0" || initial ? null : ParseVersion(version);
        using var watch = await OpenAsync(view, after, request.Cancellation).ConfigureAwait(false);
        var context = request.Context;
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/json";
        var session = new WatchSession(request, view, ns, labels, fields, services.Clock);
        if (after is null)
        {
            foreach (var item in watch.Start.List(view.Definition.StorageId, ns).Where(i => labels.Matches(i.Labels) && fields.Matches(i)))
            {
                session.Write("ADDED", item);
            }

            if (initial)
            {
                session.WriteBookmark(watch.Start.Revision, endsInitialEvents: true);
            }
        }

        foreach (var change in watch.Backlog)
        {
            session.Write(change);
        }

        await session.FlushAsync().ConfigureAwait(false);
        await FollowAsync(request, watch, session).ConfigureAwait(false);
    }

    private async Task FollowAsync(ResourceRequest request, StoreWatch watch, WatchSession session)
    {
        using var limit = new CancellationTokenSource(Timeout(request), services.Clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, request.Cancellation, services.Stopping);
        var bookmarks = request.IsOn("allowWatchBookmarks") && request.Query("allowWatchBookmarks") is not null;
        try
        {
            while (true)
            {
                var more = await NextAsync(watch, ended.Token).ConfigureAwait(false);
                if (more == false)
                {
                    break;
                }

                if (more is null && bookmarks)
                {
                    session.WriteBookmark(Math.Max(session.LastRevision, watch.Start.Revision), endsInitialEvents: false);
                }

                while (watch.Events.TryRead(out var change))
                {
                    session.Write(change);
                }

                await session.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (WatchExpiredException)
        {
            session.WriteError(ApiException.Gone("The resourceVersion for the provided watch is too old."));
            await session.FlushAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (services.Stopping.IsCancellationRequested)
        {
            // The stream ends as it stands; the client watches on at the next server.
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            if (bookmarks)
            {
                session.WriteBookmark(Math.Max(session.LastRevision, watch.Start.Revision), endsInitialEvents: false);
                await session.FlushAsync().ConfigureAwait(false);
            }
        }
    }

    /// <returns>True where events wait, false at the end of the watch, null where it is time for a bookmark.</returns>
    private async Task<bool?> NextAsync(StoreWatch watch, CancellationToken cancellation)
    {
        using var pause = new CancellationTokenSource(BookmarkEvery, services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellation);
        try
        {
            return await watch.Events.WaitToReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (pause.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<StoreWatch> OpenAsync(ResourceView view, long? after, CancellationToken cancellation)
    {
        try
        {
            return await services.Store.WatchAsync(view.Definition.StorageId, after, cancellation).ConfigureAwait(false);
        }
        catch (WatchExpiredException fault)
        {
            throw ApiException.Gone(fault.Message);
        }
    }

    private static long ParseVersion(string version)
        => long.TryParse(version, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw ApiException.BadRequest($"Invalid value: \"{version}\": resourceVersion must be a number");

    /// <summary>Kubernetes ends watches at random between 30 and 60 minutes, so that clients spread out.</summary>
    private static TimeSpan Timeout(ResourceRequest request)
        => long.TryParse(request.Query("timeoutSeconds"), out var seconds) && seconds is > 0 and < 86400
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromMinutes(30 + (Random.Shared.NextDouble() * 30));
}
