using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Config.Credentials;

/// <summary>An account's right to read Secrets was looked into.</summary>
/// <param name="Account">The account.</param>
/// <param name="Verdict">Null where nobody could tell.</param>
/// <param name="Failure">Why nobody could; empty where somebody did.</param>
internal sealed record AccessReviewed(ServiceAccountKey Account, AccessVerdict? Verdict, string Failure);

/// <summary>An account's right is to be looked into again.</summary>
internal sealed record ReviewDue(ServiceAccountKey Account);

/// <summary>Keeps asking who may read Secrets: refusals hold for a minute and permissions for five, as istiod remembers them. One actor's own.</summary>
/// <param name="access">Whom to ask.</param>
/// <param name="log">Where refusals are told.</param>
/// <param name="self">The actor.</param>
/// <param name="timers">Its timers.</param>
internal sealed partial class AccessReviews(ISecretAccess access, ILogger log, IActorRef self, Func<ITimerScheduler> timers) : IDisposable
{
    private static readonly TimeSpan RefusalLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PermissionLife = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<ServiceAccountKey> _followed = [];

    /// <summary>Asks about accounts that are new, and about others no more.</summary>
    public void Follow(IReadOnlySet<ServiceAccountKey> accounts)
    {
        foreach (var account in _followed.Where(account => !accounts.Contains(account)).ToArray())
        {
            _followed.Remove(account);
            timers().Cancel(account);
        }

        foreach (var account in accounts)
        {
            if (_followed.Add(account))
            {
                Review(account);
            }
        }
    }

    public void Repeat(ServiceAccountKey account)
    {
        if (_followed.Contains(account))
        {
            Review(account);
        }
    }

    /// <summary>What is known with an answer. Where nobody could tell, what was known stands, and an account of which nothing was may not.</summary>
    public ImmutableDictionary<ServiceAccountKey, bool> Take(AccessReviewed review, ImmutableDictionary<ServiceAccountKey, bool> known)
    {
        var account = review.Account;
        if (!_followed.Contains(account))
        {
            return known;
        }

        bool? before = known.TryGetValue(account, out var held) ? held : null;
        var isAllowed = review.Verdict?.IsAllowed ?? before ?? false;
        timers().StartSingleTimer(account, new ReviewDue(account), isAllowed && review.Verdict is not null ? PermissionLife : RefusalLife);
        if (review.Verdict is null)
        {
            LogFailed(account, review.Failure, isAllowed);
        }
        else if (!isAllowed && before != false)
        {
            LogRefused(account, review.Verdict.Reason.Length > 0 ? review.Verdict.Reason : "no reason given");
        }
        else if (isAllowed && before == false)
        {
            LogAllowed(account);
        }

        return before == isAllowed ? known : known.SetItem(account, isAllowed);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private void Review(ServiceAccountKey account) => access.ReviewAsync(account, _stop.Token).PipeTo(
        self, success: verdict => new AccessReviewed(account, verdict, ""), failure: error => new AccessReviewed(account, null, error.Message));

    [LoggerMessage(EventId = 30, Level = LogLevel.Warning, Message = "Service account {Account} may not list the Secrets of its namespace, so its proxies get none: {Reason}")]
    private partial void LogRefused(ServiceAccountKey account, string reason);

    [LoggerMessage(EventId = 31, Level = LogLevel.Information, Message = "Service account {Account} may list the Secrets of its namespace now, so its proxies get those that they ask for")]
    private partial void LogAllowed(ServiceAccountKey account);

    [LoggerMessage(EventId = 32, Level = LogLevel.Warning, Message = "It could not be found out whether service account {Account} may list the Secrets of its namespace: {Reason}; taken as {IsAllowed} for a minute")]
    private partial void LogFailed(ServiceAccountKey account, string reason, bool isAllowed);
}
