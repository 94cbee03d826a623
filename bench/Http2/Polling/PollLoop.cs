using System.Collections.Concurrent;
using System.Net.Sockets;

namespace MeshActors.Http2.Polling;

/// <summary>
/// One thread that serves many connections: it reads whatever has arrived on any of them, and only then lets them answer. Clients that stand for
/// many machines must not take the processors from the server that they measure: no thread is woken for what another one has received. Needs Linux.
/// </summary>
public sealed class PollLoop : IDisposable
{
    private const int EventsAtOnce = 256;
    private const int Wake = -1;

    private readonly int _epoll = Epoll.Create();
    private readonly int _wake = Epoll.CreateEvent();
    private readonly ConcurrentQueue<Action> _turns = new();
    private readonly ConcurrentDictionary<int, PolledStream> _streams = new();
    private readonly Thread _thread;
    private int _streamCount;
    private volatile bool _isEnding;

    /// <exception cref="System.ComponentModel.Win32Exception">The process may not open more files.</exception>
    public PollLoop()
    {
        Epoll.Watch(_epoll, _wake, Epoll.In | Epoll.EdgeTriggered, Wake);
        _thread = new(Run) { IsBackground = true, Name = "poll loop" };
        _thread.Start();
    }

    /// <summary>A stream over a connected socket, to be read by this loop's thread. The socket, which nobody else may have read or written asynchronously, is closed with it.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="cancellationToken">Ends every read and write that waits.</param>
    public Stream Open(Socket socket, CancellationToken cancellationToken)
    {
        var key = Interlocked.Increment(ref _streamCount);
        var stream = new PolledStream(socket, () => _streams.TryRemove(key, out _), cancellationToken);
        _streams[key] = stream;
        Epoll.Watch(_epoll, (int)socket.Handle, Epoll.In | Epoll.Out | Epoll.EdgeTriggered, key);
        return stream;
    }

    /// <summary>Awaited, it goes on when all has been read that has arrived.</summary>
    public Turn Turn() => new(this);

    /// <summary>Ends the thread. Its streams are to be closed before.</summary>
    public void Dispose()
    {
        if (!_isEnding)
        {
            _isEnding = true;
            Epoll.Signal(_wake);
        }
    }

    internal void Queue(Action turn)
    {
        _turns.Enqueue(turn);
        if (Thread.CurrentThread != _thread)
        {
            Epoll.Signal(_wake);
        }
    }

    private void Run()
    {
        var room = new byte[EventsAtOnce * Epoll.EventSize];
        while (!_isEnding)
        {
            var count = Epoll.Wait(_epoll, room, mayWait: _turns.IsEmpty);
            for (var i = 0; i < count; i++)
            {
                var (events, key) = Epoll.Read(room, i);
                if (_streams.TryGetValue(key, out var stream))
                {
                    stream.Ready(events);
                }
            }

            // What a turn queues is for the next round.
            for (var left = count == 0 ? _turns.Count : 0; left > 0 && _turns.TryDequeue(out var turn); left--)
            {
                turn();
            }
        }

        Epoll.Close(_wake);
        Epoll.Close(_epoll);
    }
}
