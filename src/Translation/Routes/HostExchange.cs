using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>
/// Takes virtual hosts out of a list that is sorted by name and puts others in. Mostly one takes the place of another one, which then costs
/// one segment and not two.
/// </summary>
/// <param name="hosts">The list before.</param>
internal sealed class HostExchange(SegmentedList<SidecarHost> hosts)
{
    private const int Nowhere = -1;

    private SegmentedList<SidecarHost> _hosts = hosts;

    // The place of a host that is to go and may yet be replaced.
    private int _hole = Nowhere;

    /// <summary>The list after all exchanges.</summary>
    public SegmentedList<SidecarHost> Hosts
    {
        get
        {
            Settle();
            return _hosts;
        }
    }

    /// <returns>The host of that name, which is gone; null where there is none.</returns>
    public SidecarHost? Drop(string name)
    {
        Settle();
        var at = PlaceOf(name);
        if (at == _hosts.Count || _hosts[at] is not { } host || host.Draft.Name != name)
        {
            return null;
        }

        _hole = at;
        return host;
    }

    /// <summary>Adds a host whose name no other one has.</summary>
    public void Add(SidecarHost host)
    {
        var at = PlaceOf(host.Draft.Name);
        if (_hole != Nowhere && (at == _hole || at == _hole + 1))
        {
            _hosts = _hosts.Replace(_hole, 1, [host]);
            _hole = Nowhere;
            return;
        }

        at = _hole != Nowhere && at > _hole ? at - 1 : at;
        Settle();
        _hosts = _hosts.Replace(at, 0, [host]);
    }

    private void Settle()
    {
        if (_hole != Nowhere)
        {
            _hosts = _hosts.Replace(_hole, 1, []);
            _hole = Nowhere;
        }
    }

    private int PlaceOf(string name) => _hosts.LowerBound(name, static (host, name) => string.CompareOrdinal(host.Draft.Name, name));
}
