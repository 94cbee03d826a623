namespace MeshActors.Translation.Routes;

/// <summary>A host of a gateway's route configuration with all that servers contribute to it, before hosts with the same routes become one.</summary>
/// <param name="name">In lower case.</param>
internal sealed class GatewayHostDraft(string name)
{
    // In the order of the servers, and of the VirtualServices of each.
    private readonly List<HostShare> _shares = new(1);
    private EncodedRoute[][]? _routes;

    public string Name => name;

    public bool IsEmpty => _shares.Count == 0;

    /// <summary>That of the first server which has the host.</summary>
    public int Port => _shares[0].Port;

    public PersistentSession? Session => _shares[0].Session;

    public bool RequiresTls { get; private set; }

    /// <summary>Of each VirtualService, in order.</summary>
    public EncodedRoute[][] Routes => _routes ??= [.. _shares.Where(share => share.Routes is not null).Select(share => share.Routes!)];

    /// <summary>A draft that may be added to, with the shares of all servers but one; -1 for all.</summary>
    public GatewayHostDraft Without(int server)
    {
        var rest = new GatewayHostDraft(name);
        foreach (var share in _shares)
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
        var at = _shares.Count;
        while (at > 0 && _shares[at - 1].Server > share.Server)
        {
            at--;
        }

        _shares.Insert(at, share);
        RequiresTls |= share.RequiresTls;
    }
}
