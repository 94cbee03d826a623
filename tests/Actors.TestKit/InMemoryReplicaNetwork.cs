using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.TestKit;

/// <summary>
/// A network in memory whose faults a test decides. A partition holds messages back, as TCP does: what is held arrives
/// when it heals, unless one end has closed meanwhile. Addresses are the ids of members.
/// </summary>
public sealed class InMemoryReplicaNetwork(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Action<IReplicaConnection>> _listeners = [];
    private readonly HashSet<(string, string)> _cut = [];
    private readonly Dictionary<(string, string), TimeSpan> _delays = [];
    private readonly HashSet<string> _stalled = [];
    private readonly List<InMemoryConnection> _connections = [];

    /// <summary>The transport of a replica at an address.</summary>
    public IReplicaTransport TransportFor(string address) => new Transport(this, address);

    /// <summary>Cuts two addresses off from each other.</summary>
    public void Partition(string left, string right) => Change(() => _cut.Add(Pair(left, right)));

    /// <summary>Ends a partition.</summary>
    public void Heal(string left, string right) => Change(() => _cut.Remove(Pair(left, right)));

    /// <summary>Makes messages between two addresses take a while.</summary>
    public void Delay(string left, string right, TimeSpan by) => Change(() => _delays[Pair(left, right)] = by);

    /// <summary>Makes an address read nothing any more: sends to it do not complete.</summary>
    public void Stall(string address) => Change(() => _stalled.Add(address));

    /// <summary>Lets it read again.</summary>
    public void Resume(string address) => Change(() => _stalled.Remove(address));

    /// <summary>Breaks all connections between two addresses; both ends notice.</summary>
    public void Break(string left, string right)
    {
        foreach (var connection in ConnectionsOf(c => Pair(c.From, c.To) == Pair(left, right)))
        {
            OffContext.Run(connection.Abort);
        }
    }

    /// <summary>Removes an address, as when its process dies: its peers notice.</summary>
    public void Remove(string address)
    {
        lock (_gate)
        {
            _listeners.Remove(address);
        }

        foreach (var connection in ConnectionsOf(c => c.From == address || c.To == address))
        {
            OffContext.Run(connection.Abort);
        }
    }

    internal bool IsCut(string from, string to)
    {
        lock (_gate)
        {
            return _cut.Contains(Pair(from, to));
        }
    }

    internal bool IsStalled(string address)
    {
        lock (_gate)
        {
            return _stalled.Contains(address);
        }
    }

    /// <summary>Runs an action after the delay between two addresses.</summary>
    internal void AfterDelay(string from, string to, Action action)
    {
        TimeSpan delay;
        lock (_gate)
        {
            delay = _delays.GetValueOrDefault(Pair(from, to));
        }

        if (delay == TimeSpan.Zero)
        {
            action();
        }
        else
        {
            // The clock holds on to the timer until it has fired.
            _ = clock.CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    private static (string, string) Pair(string left, string right) =>
        string.CompareOrdinal(left, right) < 0 ? (left, right) : (right, left);

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
        }

        foreach (var connection in ConnectionsOf(static _ => true))
        {
            OffContext.Run(connection.Pump);
        }
    }

    private List<InMemoryConnection> ConnectionsOf(Predicate<InMemoryConnection> which)
    {
        lock (_gate)
        {
            return _connections.FindAll(which);
        }
    }

    private InMemoryConnection Connect(string from, string to)
    {
        Action<IReplicaConnection>? accept;
        InMemoryConnection near;
        InMemoryConnection far;
        lock (_gate)
        {
            if (_cut.Contains(Pair(from, to)) || !_listeners.TryGetValue(to, out accept))
            {
                throw new IOException($"{to} cannot be reached from {from}.");
            }

            near = new InMemoryConnection(this, from, to);
            far = new InMemoryConnection(this, to, from);
            near.Join(far);
            far.Join(near);
            _connections.Add(near);
            _connections.Add(far);
        }

        accept(far);
        return near;
    }

    private sealed class Transport(InMemoryReplicaNetwork network, string address) : IReplicaTransport
    {
        public Task<IReplicaConnection> ConnectAsync(Member peer, CancellationToken cancellationToken)
        {
            try
            {
                return Task.FromResult<IReplicaConnection>(network.Connect(address, peer.Address));
            }
            catch (IOException cause)
            {
                return Task.FromException<IReplicaConnection>(cause);
            }
        }

        public void Listen(Action<IReplicaConnection> accept)
        {
            lock (network._gate)
            {
                network._listeners[address] = accept;
            }
        }
    }
}
