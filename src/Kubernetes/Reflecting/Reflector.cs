namespace MeshActors.Kubernetes;

/// <summary>
/// Keeps telling what is there: lists, watches from the list's version, lists again when that version is too old (and
/// tells what vanished meanwhile), reopens watches that end, break or fall silent, and waits between failures.
/// Making it does no I/O; <see cref="RunAsync"/> runs until cancelled.
/// </summary>
public sealed class Reflector(IKubernetesClient client, ResourceType type, ReflectorOptions options, TimeProvider time)
{
    private readonly KnownObjects _known = new(options.ResumeFrom?.Known ?? []);
    private readonly Backoff _backoff = new(options.MinBackoff, options.MaxBackoff, options.Random);
    private string? _version = options.ResumeFrom?.ResourceVersion;
    private bool _isMissing;
    private bool _hasExpired;

    /// <param name="deliver">Gets one event at a time and may take its time: reading waits for it.</param>
    /// <exception cref="OperationCanceledException">The only way to end.</exception>
    public async Task RunAsync(Func<ReflectorEvent, ValueTask> deliver, CancellationToken cancellationToken)
    {
        if (_version is { } resumed)
        {
            await deliver(new ReflectorEvent(ReflectorEventType.Synced, null, resumed));
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                _version ??= await ListAsync(deliver, cancellationToken);
                if (_isMissing)
                {
                    await Task.Delay(options.MissingInterval, time, cancellationToken);
                    _version = null;
                    continue;
                }

                if (!await WatchAsync(_version, deliver, cancellationToken))
                {
                    // A server that ends every watch at once must not be asked in a tight loop.
                    await Task.Delay(_backoff.Next(), time, cancellationToken);
                }
            }
            catch (KubernetesException error) when (error.IsGone && !_hasExpired)
            {
                // The version is too old, which is nobody's failure: list at once. Next time in a row, wait.
                _hasExpired = true;
                _version = null;
            }
            catch (KubernetesException error)
            {
                if (error.IsGone || error.IsNotFound)
                {
                    _version = null;
                }

                var delay = _backoff.Next();
                var waited = Task.Delay(delay, time, cancellationToken);
                await deliver(new ReflectorEvent(ReflectorEventType.Interrupted, null, _version ?? "", error, delay));
                await waited;
            }
        }
    }

    /// <returns>The version to watch from; empty where the type is missing.</returns>
    private async Task<string> ListAsync(Func<ReflectorEvent, ValueTask> deliver, CancellationToken cancellationToken)
    {
        string version;
        try
        {
            version = await ListPagesAsync(options.PageSize, deliver, cancellationToken);
        }
        catch (KubernetesException error) when (error.IsGone)
        {
            // The list took longer than the server keeps its versions: only one in a single piece is sure to end.
            version = await ListPagesAsync(0, deliver, cancellationToken);
        }
        catch (KubernetesException error) when (error.IsNotFound)
        {
            await ReportMissingAsync(deliver);
            return "";
        }

        _isMissing = false;
        await TellVanishedAsync(version, deliver);
        await deliver(new ReflectorEvent(ReflectorEventType.Synced, null, version));
        return version;
    }

    private async Task<string> ListPagesAsync(int pageSize, Func<ReflectorEvent, ValueTask> deliver, CancellationToken cancellationToken)
    {
        _known.BeginList();
        var request = new ListOptions
        {
            Namespace = options.Namespace,
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            Limit = pageSize,
        };
        while (true)
        {
            var page = await client.ListAsync(type, request, cancellationToken);
            foreach (var item in page.Items)
            {
                if (_known.Add(item.Metadata))
                {
                    await deliver(new ReflectorEvent(ReflectorEventType.Upserted, item, ""));
                }
            }

            if (page.Continue is null)
            {
                return page.ResourceVersion;
            }

            request = request with { Continue = page.Continue };
        }
    }

    private async Task ReportMissingAsync(Func<ReflectorEvent, ValueTask> deliver)
    {
        if (_isMissing)
        {
            return;
        }

        _isMissing = true;
        _known.BeginList();
        await TellVanishedAsync("", deliver);
        await deliver(new ReflectorEvent(ReflectorEventType.Missing, null, "", RetryAfter: options.MissingInterval));
        await deliver(new ReflectorEvent(ReflectorEventType.Synced, null, ""));
    }

    private async Task TellVanishedAsync(string version, Func<ReflectorEvent, ValueTask> deliver)
    {
        foreach (var metadata in _known.EndList())
        {
            var last = new KubernetesObject(type, metadata, ReadOnlyMemory<byte>.Empty);
            await deliver(new ReflectorEvent(ReflectorEventType.Deleted, last, version));
        }
    }

    /// <returns>Whether the watch was of use: it said something or lasted before the server ended it.</returns>
    private async Task<bool> WatchAsync(string version, Func<ReflectorEvent, ValueTask> deliver, CancellationToken cancellationToken)
    {
        var request = new WatchOptions
        {
            Namespace = options.Namespace,
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            ResourceVersion = version,
            Timeout = options.WatchLife * (1 + options.Random.NextDouble()),
        };
        using var silence = new CancellationTokenSource(options.SilenceLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        var began = time.GetTimestamp();
        var spoke = false;
        try
        {
            await foreach (var change in client.WatchAsync(type, request, either.Token))
            {
                silence.CancelAfter(options.SilenceLimit);
                spoke = true;
                Recover();
                await DeliverAsync(change, deliver);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Silent for too long: reopen from the version we have.
            return true;
        }

        if (!spoke && time.GetElapsedTime(began) < options.MaxBackoff)
        {
            return false;
        }

        Recover();
        return true;
    }

    private void Recover()
    {
        _backoff.Reset();
        _hasExpired = false;
    }

    private async ValueTask DeliverAsync(WatchEvent change, Func<ReflectorEvent, ValueTask> deliver)
    {
        var metadata = change.Object.Metadata;
        _version = metadata.ResourceVersion;
        switch (change.Type)
        {
            case WatchEventType.Bookmark:
                await deliver(new ReflectorEvent(ReflectorEventType.Bookmark, null, _version));
                break;
            case WatchEventType.Deleted:
                _known.Remove(metadata.Key);
                await deliver(new ReflectorEvent(ReflectorEventType.Deleted, change.Object, _version));
                break;
            default:
                _known.Add(metadata);
                await deliver(new ReflectorEvent(ReflectorEventType.Upserted, change.Object, _version));
                break;
        }
    }
}
