using Envoy.Config.Listener.V3;
using MeshActors.Mesh.Networking;
using EnvoyChain = Envoy.Config.Listener.V3.FilterChain;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Whether a patch is meant for a listener, one of its chains, or a filter in it.</summary>
internal static class ListenerConditions
{
    private const string VirtualInbound = "virtualInbound";
    private const string VirtualOutbound = "virtualOutbound";

    public static bool Matches(CompiledPatch patch, Listener listener)
    {
        if (patch.Match.Listener is not { } match)
        {
            return true;
        }

        if (match.Name.Length > 0 && match.Name != listener.Name)
        {
            return false;
        }

        // In listeners that stand for many ports, the port is one of a chain.
        return (patch.ApplyTo != ApplyTo.Listener && IsVirtual(listener))
            || match.PortNumber == 0
            || listener.Address?.SocketAddress?.PortValue == match.PortNumber;
    }

    public static bool Matches(CompiledPatch patch, Listener listener, EnvoyChain chain)
    {
        if (patch.Match.Listener is not { } match)
        {
            return true;
        }

        var own = chain.FilterChainMatch;
        if (IsVirtual(listener) && match.PortNumber > 0 && own?.DestinationPort != match.PortNumber)
        {
            return false;
        }

        return match.FilterChain is not { } wanted
            || ((wanted.Name.Length == 0 || wanted.Name == chain.Name)
                && (wanted.Sni.Length == 0 || (own?.ServerNames.Contains(wanted.Sni) ?? false))
                && (wanted.TransportProtocol.Length == 0 || own?.TransportProtocol == wanted.TransportProtocol)
                && (wanted.ApplicationProtocols.Length == 0
                    || (own is not null && wanted.ApplicationProtocols.Split(',').All(own.ApplicationProtocols.Contains)))
                && (wanted.DestinationPort == 0 || own?.DestinationPort == wanted.DestinationPort));
    }

    public static bool NamesListenerFilter(CompiledPatch patch) => patch.Match.Listener is { ListenerFilter.Length: > 0 };

    public static bool NamesFilter(CompiledPatch patch) => patch.Match.Listener?.FilterChain?.Filter is not null;

    public static bool NamesSubFilter(CompiledPatch patch) => patch.Match.Listener?.FilterChain?.Filter?.SubFilter is not null;

    /// <summary>As everywhere, a patch that names no filter matches each.</summary>
    public static bool MatchesFilter(CompiledPatch patch, string name) =>
        patch.Match.Listener?.FilterChain?.Filter is not { } wanted || wanted.Name == name;

    public static bool MatchesSubFilter(CompiledPatch patch, string name) =>
        patch.Match.Listener?.FilterChain?.Filter?.SubFilter is not { } wanted || wanted.Name == name;

    private static bool IsVirtual(Listener listener) => listener.Name is VirtualInbound or VirtualOutbound;
}
