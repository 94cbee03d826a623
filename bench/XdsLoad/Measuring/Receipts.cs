using System.Collections.Concurrent;
using MeshActors.XdsLoad.Wire;

namespace MeshActors.XdsLoad.Measuring;

/// <summary>Notes when sidecars receive what somebody waits for.</summary>
internal sealed class Receipts
{
    private readonly ConcurrentDictionary<(string TypeUrl, string Name), Arrival> _awaited = new();

    /// <summary>Starts to wait until every sidecar has received a resource.</summary>
    public Arrival Expect(string typeUrl, string name, int sidecars) => _awaited[(typeUrl, name)] = new(sidecars);

    public void Forget(string typeUrl, string name) => _awaited.TryRemove((typeUrl, name), out _);

    public void Received(int sidecar, ScannedResponse response)
    {
        if (_awaited.IsEmpty)
        {
            return;
        }

        foreach (var (name, _, _) in response.Resources)
        {
            if (_awaited.TryGetValue((response.TypeUrl, name), out var arrival))
            {
                arrival.At(sidecar);
            }
        }
    }
}
