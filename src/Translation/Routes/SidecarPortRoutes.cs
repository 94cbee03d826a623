using MeshActors.Mesh.View;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>
/// The route configuration for all virtual hosts of a listener. What stayed since the configuration before is taken from that; once between
/// sweeps all hosts are looked up, so that the memos know that they are still in use.
/// </summary>
/// <param name="hosts">The hosts.</param>
/// <param name="before">Those of the plan before; null for none.</param>
internal sealed class SidecarPortRoutes(SegmentedList<SidecarHost> hosts, SidecarPortRoutes? before)
{
    // What was last made before, until this is made: not all configurations that ever were are to stay.
    private Made? _earlier = before is null ? null : Volatile.Read(ref before._made) ?? Volatile.Read(ref before._earlier);
    private Made? _made;

    /// <param name="name">The name under which proxies ask for it.</param>
    /// <param name="others">The virtual host for all else.</param>
    /// <param name="memos">What is shared.</param>
    public EncodedResource Encode(string name, CatchAllInputs others, RouteMemos memos)
    {
        var generation = memos.Generation;
        if (Volatile.Read(ref _made) is { } known && known.IsLike(name, others, generation))
        {
            return known.Resource;
        }

        var draft = Volatile.Read(ref _earlier) is { } earlier && earlier.IsLike(name, others, generation)
            ? Revised(earlier, memos)
            : All(name, others, memos);
        var resource = memos.Encode(draft);
        Volatile.Write(ref _made, new(others, generation, hosts, draft, resource));
        Volatile.Write(ref _earlier, null);
        return resource;
    }

    private RouteConfigurationDraft All(string name, CatchAllInputs others, RouteMemos memos)
    {
        var room = RouteConfigurationEncoding.RoomFor(hosts.Count + 1, RouteForm.Full);
        var at = 1;
        foreach (var segment in hosts.Segments)
        {
            foreach (var host in segment)
            {
                room[at++] = host.Encode(memos);
            }
        }

        room[at] = memos.CatchAllOf(others);
        return new(name, RouteConfigurationEncoding.Framed(name, room, RouteForm.Full), RouteForm.Full);
    }

    private RouteConfigurationDraft Revised(Made earlier, RouteMemos memos)
    {
        var step = ListStep.Between(earlier.Hosts, hosts);
        if (step.IsEmpty)
        {
            return earlier.Draft;
        }

        var come = new EncodedPart[step.Come];
        for (var i = 0; i < come.Length; i++)
        {
            come[i] = hosts[step.Start + i].Encode(memos);
        }

        return earlier.Draft.Replace(step.Start, step.Gone, come);
    }

    private sealed record Made(
        CatchAllInputs Others, int Generation, SegmentedList<SidecarHost> Hosts, RouteConfigurationDraft Draft, EncodedResource Resource)
    {
        public bool IsLike(string name, CatchAllInputs others, int generation) => Generation == generation && Draft.Name == name && Others == others;
    }
}
