using Envoy.Config.Core.V3;
using FilterChainMatch = Envoy.Config.Listener.V3.FilterChainMatch;

namespace MeshActors.Translation.Listeners;

/// <summary>Envoy's form of what a chain matches.</summary>
internal static class ChainMatches
{
    /// <returns>null where the chain matches everything</returns>
    public static FilterChainMatch? Of(ChainInputs chain)
    {
        if (chain.MatchesAll)
        {
            return null;
        }

        var match = new FilterChainMatch
        {
            ApplicationProtocols = { chain.ApplicationProtocols },
            TransportProtocol = chain.TransportProtocol,
        };
        if (!chain.SniHosts.Contains("*"))
        {
            match.ServerNames.AddRange(chain.SniHosts.Order(StringComparer.Ordinal));
        }

        match.PrefixRanges.AddRange(chain.DestinationRanges
            .Order(StringComparer.Ordinal)
            .Select(AddressRanges.ToEnvoy)
            .OfType<CidrRange>()
            .Where(range => range.AddressPrefix != BindAddresses.AnyIpv4));
        return match;
    }
}
