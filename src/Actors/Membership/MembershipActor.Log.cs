using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Membership;

internal sealed partial class MembershipActor
{
    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Information, "Membership: {View}.")]
        public static partial void NewView(ILogger logger, MembershipView view);

        [LoggerMessage(101, LogLevel.Warning, "Lease store: {What} failed.")]
        public static partial void StoreFailed(ILogger logger, Exception cause, string what);

        [LoggerMessage(102, LogLevel.Information, "The renewal met another write: {Reason}.")]
        public static partial void RenewalConflict(ILogger logger, string reason);

        [LoggerMessage(103, LogLevel.Warning, "Replica {Id} was evicted and joins again.")]
        public static partial void Evicted(ILogger logger, string id);

        [LoggerMessage(104, LogLevel.Warning, "Evicting replica {Id}: its lease did not change for {Duration}.")]
        public static partial void Evicting(ILogger logger, string id, TimeSpan duration);

        [LoggerMessage(105, LogLevel.Information, "Replica {Id} renewed in time and stays.")]
        public static partial void RenewedInTime(ILogger logger, string id);
    }
}
