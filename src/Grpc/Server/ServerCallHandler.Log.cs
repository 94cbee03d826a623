using Microsoft.Extensions.Logging;

namespace MeshActors.Grpc.Server;

internal sealed partial class ServerCallHandler
{
    [LoggerMessage(1, LogLevel.Error, "{Method} from {Peer} failed with an exception that it did not turn into a status")]
    private partial void LogFailed(Exception exception, string method, string peer);

    [LoggerMessage(2, LogLevel.Debug, "{Method} from {Peer} ended with {Code}: {Detail}")]
    private partial void LogRefused(string method, string peer, StatusCode code, string detail);

    [LoggerMessage(3, LogLevel.Debug, "{Method} from {Peer} was cancelled")]
    private partial void LogCancelled(Exception exception, string method, string peer);

    [LoggerMessage(4, LogLevel.Debug, "{Method} from {Peer} did not end before its deadline")]
    private partial void LogDeadlinePassed(Exception exception, string method, string peer);
}
