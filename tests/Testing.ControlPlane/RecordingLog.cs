using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MeshActors.Testing.ControlPlane;

/// <summary>Keeps what is logged, for tests that assert on it.</summary>
public sealed class RecordingLog : ILogger
{
    private readonly ConcurrentQueue<string> _messages = [];

    public IReadOnlyCollection<string> Messages => _messages;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _messages.Enqueue(formatter(state, exception));
}
