using System.Globalization;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Listeners;

/// <summary>
/// The outbound listeners in the making, by address and port. Where several services want the same one, their chains are put
/// together as long as connections can be told apart; the older service wins otherwise.
/// </summary>
internal sealed class OutboundEntries(string wildcard, ServiceChains chains)
{
    private readonly Dictionary<(string Bind, int Port), OutboundEntry> _byKey = [];
    private readonly List<OutboundEntry> _order = [];

    public IReadOnlyList<OutboundEntry> All => _order;

    /// <summary>Keeps services that are added later off the listeners that exist by now.</summary>
    public void Lock()
    {
        foreach (var entry in _order)
        {
            entry.IsLocked = true;
        }
    }

    /// <summary>
    /// Whether a service's port adds nothing: most services are HTTP on a port whose wildcard listener is there already.
    /// </summary>
    public bool HasAll(Service service, MeshPort port) =>
        port.Protocol != Protocol.HttpProxy
        && port.Protocol.IsHttp()
        && service.Resolution != Resolution.Alias
        && HasHttp(port.Number);

    /// <summary>Whether services that speak nothing but HTTP on these ports add nothing.</summary>
    public bool HasAll(ReadOnlySpan<int> httpPorts)
    {
        foreach (var port in httpPorts)
        {
            if (!HasHttp(port))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="part">With the address that it is bound to.</param>
    public void Add(OutboundPart part)
    {
        var key = (part.Binds[0], part.Port.Number);
        var current = _byKey.GetValueOrDefault(key);
        if (current is null)
        {
            Put(key, Filled(part));
        }
        else if (!current.IsLocked)
        {
            Merge(current, part, key);
        }
    }

    private bool HasHttp(int port) => _byKey.TryGetValue((wildcard, port), out var current) && !current.Protocol.IsTcp();

    private OutboundEntry Filled(OutboundPart part)
    {
        var protocol = part.Port.Protocol;
        var entry = new OutboundEntry(part.Binds, part.Port.Number, part.BindsToPort) { Protocol = protocol };
        if (protocol == Protocol.HttpProxy)
        {
            entry.Chains.Add(HttpChainOf(part, sniffed: false));
        }
        else if (protocol.IsHttp())
        {
            // On the wildcard address other protocols must get through to destinations that are no service.
            var sniffed = part.Binds[0] == wildcard;
            entry.Chains.Add(HttpChainOf(part, sniffed));
            entry.Protocol = sniffed ? Protocol.Unsupported : protocol;
        }
        else
        {
            entry.Chains.AddRange(chains.Of(part));
            if (protocol.IsUnsupported())
            {
                entry.Chains.Add(HttpChainOf(part, sniffed: true));
            }
        }

        return entry;
    }

    private void Merge(OutboundEntry current, OutboundPart part, (string Bind, int Port) key)
    {
        var protocol = part.Port.Protocol;
        if (protocol == Protocol.HttpProxy)
        {
            Put(key, Filled(part));
            return;
        }

        if (protocol.IsHttp())
        {
            // HTTP services share the listener; its routes name them all.
            if (current.Protocol.IsTcp() && MayShare(protocol, current.Protocol))
            {
                current.AddUnlessTaken([HttpChainOf(part, sniffed: part.Binds[0] == wildcard)]);
                current.Protocol = Protocol.Unsupported;
            }

            return;
        }

        if (!MayShare(protocol, current.Protocol))
        {
            return;
        }

        if (protocol.IsUnsupported() && current.Protocol.IsHttp())
        {
            Put(key, Filled(part));
            return;
        }

        var added = chains.Of(part).ToList();
        if (protocol.IsUnsupported() && current.Protocol.IsTcp())
        {
            added.Add(HttpChainOf(part, sniffed: true));
        }

        current.AddUnlessTaken(added);
        if (current.Protocol.IsHttp() || protocol.IsUnsupported())
        {
            current.Protocol = Protocol.Unsupported;
        }
    }

    /// <summary>Servers that speak first must not wait for an inspector.</summary>
    private static bool MayShare(Protocol incoming, Protocol existing) =>
        incoming == existing || (incoming is not (Protocol.Mongo or Protocol.MySql) && existing is not (Protocol.Mongo or Protocol.MySql));

    private ChainInputs HttpChainOf(OutboundPart part, bool sniffed)
    {
        var bind = part.Binds[0];
        var port = part.Port.Number;
        var service = part.Service;
        var dynamic = Hostname.IsWildcard(service.Hostname) && service.Resolution == Resolution.DynamicDns;
        return new()
        {
            ApplicationProtocols = sniffed ? chains.PlainHttp : [],
            TransportProtocol = sniffed ? SniffedProtocols.RawBuffer : "",
            Http = new()
            {
                Role = HttpRole.Outbound,
                Protocol = part.Port.Protocol == Protocol.GrpcWeb ? Protocol.GrpcWeb : Protocol.Http,
                DynamicHost = dynamic ? service.Hostname : null,
                RouteName = port == 0 ? bind
                    : part.Port.Protocol.IsUnsupported() && bind != wildcard
                        ? string.Create(CultureInfo.InvariantCulture, $"{service.Hostname}:{port}")
                        : port.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private void Put((string Bind, int Port) key, OutboundEntry entry)
    {
        if (_byKey.TryGetValue(key, out var replaced))
        {
            _order[_order.IndexOf(replaced)] = entry;
        }
        else
        {
            _order.Add(entry);
        }

        _byKey[key] = entry;
    }
}
