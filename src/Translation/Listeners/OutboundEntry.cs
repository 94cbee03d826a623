using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Listeners;

/// <summary>A service's port as an egress listener offers it.</summary>
/// <param name="Port">The port that clients use: the service's, or the one that the egress listener declares.</param>
/// <param name="Binds">Where to listen; empty for where the service is.</param>
/// <param name="Routes">The VirtualServices that the egress listener imports, as far as they route anything but HTTP.</param>
internal sealed record OutboundPart(
    Service Service, MeshPort Port, ValueList<string> Binds, bool BindsToPort, IReadOnlyList<Config<VirtualService>> Routes)
{
    /// <summary>The service's address ranges, where it has such instead of an address.</summary>
    public ValueList<string> Ranges { get; init; } = [];

    /// <summary>Whether the ranges are the addresses of one pod, which tell more than a name would.</summary>
    public bool IsOnePod { get; init; }
}

/// <summary>An outbound listener in the making.</summary>
internal sealed class OutboundEntry(ValueList<string> binds, int port, bool bindsToPort)
{
    public ValueList<string> Binds => binds;

    public int Port => port;

    public bool BindsToPort => bindsToPort;

    /// <summary>What it speaks; <c>Unsupported</c> where it sniffs.</summary>
    public Protocol Protocol { get; set; }

    /// <summary>Whether a Sidecar declared it, so that no other service may join.</summary>
    public bool IsLocked { get; set; }

    public List<ChainInputs> Chains { get; } = [];

    /// <summary>Adds chains whose connections none matches yet: the older service keeps what both want.</summary>
    public void AddUnlessTaken(IEnumerable<ChainInputs> chains)
    {
        foreach (var chain in chains)
        {
            if (!Chains.Any(taken => taken.ConflictsWith(chain)))
            {
                Chains.Add(chain);
            }
        }
    }
}
