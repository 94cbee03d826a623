using MeshActors.Mesh.View;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>
/// The virtual hosts of a listener as parts of route configurations, in their order. Hosts that stayed are encoded already; they are looked up
/// once between sweeps, so that the memo knows that they are still in use.
/// </summary>
/// <param name="hosts">The hosts.</param>
/// <param name="before">Those of the plan before; null for none.</param>
internal sealed class SidecarHostParts(SegmentedList<SidecarHost> hosts, SidecarHostParts? before)
{
    // What was last encoded before, so that not all plans that ever were stay.
    private readonly Made? _earlier = before is null ? null : Volatile.Read(ref before._made) ?? before._earlier;
    private Made? _made;

    public SegmentedList<EncodedPart> Encode(RouteMemos memos)
    {
        var generation = memos.Generation;
        if (Volatile.Read(ref _made) is { } known && known.Generation == generation)
        {
            return known.Parts;
        }

        var earlier = _earlier?.Generation == generation ? _earlier : null;
        var parts = earlier is null
            ? hosts.Each<EncodedPart>(null, null, segment => Array.ConvertAll(segment, host => host.Encode(memos)))
            : Revised(earlier, memos);
        Volatile.Write(ref _made, new(generation, hosts, parts));
        return parts;
    }

    private SegmentedList<EncodedPart> Revised(Made earlier, RouteMemos memos)
    {
        var parts = earlier.Parts;
        foreach (var step in ListStep.All(earlier.Hosts, hosts))
        {
            var come = new EncodedPart[step.Come];
            for (var i = 0; i < come.Length; i++)
            {
                come[i] = hosts[step.Start + i].Encode(memos);
            }

            parts = parts.Replace(step.Start, step.Gone, come);
        }

        return parts;
    }

    private sealed record Made(int Generation, SegmentedList<SidecarHost> Hosts, SegmentedList<EncodedPart> Parts);
}
