using System.Collections.Concurrent;
using Envoy.Service.Discovery.V3;
using MeshActors.Conformance.Xds;

namespace MeshActors.StockEnvoy;

/// <summary>What passed on one proxy's stream. Safe for several threads.</summary>
internal sealed class StreamRecord
{
    private readonly ConcurrentQueue<string> _problems = [];
    private readonly ConcurrentDictionary<(ResourceSort Sort, string Name), bool> _answered = [];
    private int _unanswered;

    /// <summary>What was refused, and what failed here.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>Whether the proxy has accepted or refused everything that was sent.</summary>
    public bool IsSettled => Volatile.Read(ref _unanswered) == 0;

    /// <summary>The names of a type that were sent.</summary>
    public IReadOnlySet<string> Sent(ResourceSort sort) => Answered(sort, exists: true);

    /// <summary>The names of a type that were asked for and do not exist.</summary>
    public IReadOnlySet<string> Absent(ResourceSort sort) => Answered(sort, exists: false);

    /// <summary>Null for types that no case knows.</summary>
    public static ResourceSort? SortOf(string typeUrl) => ResourceSort.EnvoyOrder.FirstOrDefault(sort => sort.TypeUrl == typeUrl);

    /// <summary>Call it once an answer to the request, if it has any, has been recorded.</summary>
    public void Take(DeltaDiscoveryRequest request)
    {
        if (request.ErrorDetail is { } error)
        {
            _problems.Enqueue($"{SortOf(request.TypeUrl)?.Name ?? request.TypeUrl} refused: {error.Message}");
        }

        if (request.ResponseNonce.Length > 0)
        {
            Interlocked.Decrement(ref _unanswered);
        }
    }

    /// <summary>Call it before the response is sent.</summary>
    public void Take(DeltaDiscoveryResponse response)
    {
        Interlocked.Increment(ref _unanswered);
        if (SortOf(response.TypeUrl) is not { } sort)
        {
            return;
        }

        foreach (var resource in response.Resources)
        {
            _answered[(sort, resource.Name)] = true;
        }

        foreach (var name in response.RemovedResources)
        {
            _answered[(sort, name)] = false;
        }
    }

    public void Fail(Exception failure) => _problems.Enqueue($"serving failed: {failure}");

    private HashSet<string> Answered(ResourceSort sort, bool exists) =>
        _answered.Where(pair => pair.Key.Sort == sort && pair.Value == exists).Select(pair => pair.Key.Name).ToHashSet();
}
