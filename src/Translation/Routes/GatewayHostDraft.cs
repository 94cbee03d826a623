namespace MeshActors.Translation.Routes;

/// <summary>A host of a gateway's route configuration with all that servers contribute to it, before hosts with the same routes become one.</summary>
/// <param name="name">In lower case.</param>
internal sealed class GatewayHostDraft(string name)
{
    // In the order of the servers, and of the VirtualServices of each. Nearly all hosts have one.
    private HostShare? _first;
    private List<HostShare>? _others;

    public string Name => name;

    public bool IsEmpty => _first is null;

    /// <summary>That of the first server which has the host.</summary>
    public int Port => _first!.Port;

    public PersistentSession? Session => _first!.Session;

    public bool RequiresTls { get; private set; }

    public HostRoutes Routes => _others is null
        ? new(_first?.Routes)
        : new([.. _others.Prepend(_first!).Where(share => share.Routes is not null).Select(share => share.Routes!)]);

    /// <summary>A draft that may be added to, with the shares of all servers but one; -1 for all.</summary>
    public GatewayHostDraft Without(int server)
    {
        var rest = new GatewayHostDraft(name);
        if (_first is not null && _first.Server != server)
        {
            rest.Add(_first);
        }

        foreach (var share in _others ?? [])
        {
            if (share.Server != server)
            {
                rest.Add(share);
            }
        }

        return rest;
    }

    /// <summary>Adds a share behind those of the same server, and of the servers before it.</summary>
    public void Add(HostShare share)
    {
        RequiresTls |= share.RequiresTls;
        if (_first is null)
        {
            _first = share;
            return;
        }

        _others ??= new(1);
        var at = _others.Count;
        while (at > 0 && _others[at - 1].Server > share.Server)
        {
            at--;
        }

        if (at == 0 && _first.Server > share.Server)
        {
            (_first, share) = (share, _first);
        }

        _others.Insert(at, share);
    }
}
