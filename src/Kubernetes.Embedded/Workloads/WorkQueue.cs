namespace MeshActors.Kubernetes.Embedded.Workloads;

/// <summary>What is to be looked at, each thing once, in the order in which it first came up.</summary>
internal sealed class WorkQueue
{
    private readonly Queue<WorkItem> _order = new();
    private readonly HashSet<WorkItem> _waiting = [];
    private readonly Dictionary<WorkItem, int> _failures = [];

    public void Add(WorkItem item)
    {
        if (_waiting.Add(item))
        {
            _order.Enqueue(item);
        }
    }

    public bool TryTake(out WorkItem item)
    {
        if (!_order.TryDequeue(out item))
        {
            return false;
        }

        _waiting.Remove(item);
        return true;
    }

    public void Succeeded(WorkItem item) => _failures.Remove(item);

    /// <returns>How long to leave it alone: doubling from 100 ms to half a minute.</returns>
    public TimeSpan Failed(WorkItem item)
    {
        var failures = _failures[item] = Math.Min(_failures.GetValueOrDefault(item) + 1, 10);
        return TimeSpan.FromMilliseconds(Math.Min(50 * Math.Pow(2, failures), 30_000));
    }
}

internal readonly record struct WorkItem(IWorkloadController Controller, ObjectKey Key);
