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
        if (at == _hosts.Count || _hosts[at] is not { } host || host.Name != name)
        {
            return null;
        }

        _hole = at;
        return host;
    }

    /// <summary>Adds a host whose name no other one has.</summary>
    public void Add(SidecarHost host)
    {
        if (_hole != Nowhere && FitsInto(_hole, host.Name))
        {
            // A service that changed in what does not show keeps its host.
            _hosts = _hosts[_hole].Equals(host) ? _hosts : _hosts.With(_hole, host);
            _hole = Nowhere;
            return;
        }

        Settle();
        _hosts = _hosts.Replace(PlaceOf(host.Name), 0, [host]);
    }

    private bool FitsInto(int place, string name) =>
        (place == 0 || IsBefore(_hosts[place - 1], name)) && (place == _hosts.Count - 1 || !IsBefore(_hosts[place + 1], name));

    private void Settle()
    {
        if (_hole != Nowhere)
        {
            _hosts = _hosts.Replace(_hole, 1, []);
            _hole = Nowhere;
        }
    }

    private int PlaceOf(string name) => _hosts.LowerBound(name, static (host, name) => string.CompareOrdinal(host.Name, name));

    private static bool IsBefore(SidecarHost host, string name) => string.CompareOrdinal(host.Name, name) < 0;
}
