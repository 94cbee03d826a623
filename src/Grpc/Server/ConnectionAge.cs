using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace MeshActors.Grpc.Server;

/// <summary>Ends one connection when it is old: first with a GOAWAY, then for good.</summary>
internal sealed partial class ConnectionAge : IDisposable
{
    private readonly ConnectionContext _connection;
    private readonly TimeSpan _grace;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private bool _asked;

    public ConnectionAge(ConnectionContext connection, GrpcConnectionOptions options, TimeProvider clock, ILogger logger)
    {
        _connection = connection;
        _grace = options.MaxConnectionAgeGrace;
        _logger = logger;
        var age = options.MaxConnectionAge * (0.9 + (0.2 * Random.Shared.NextDouble()));
        _timer = clock.CreateTimer(
            static state => ((ConnectionAge)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(age, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        if (_asked)
        {
            LogCut(_connection.ConnectionId);
            _connection.Abort(new ConnectionAbortedException("The connection's calls did not end in the grace after its maximum age."));
            return;
        }

        _asked = true;
        LogOld(_connection.ConnectionId);
        _timer.Change(_grace, Timeout.InfiniteTimeSpan);

        // Kestrel answers this with a GOAWAY, refuses new streams and closes after the last one.
        _connection.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();
    }

    [LoggerMessage(10, LogLevel.Debug, "Connection {Connection} has reached its maximum age and is asked to go")]
    private partial void LogOld(string connection);

    [LoggerMessage(11, LogLevel.Debug, "Connection {Connection} is cut: it still had calls at the end of its grace")]
    private partial void LogCut(string connection);
}
