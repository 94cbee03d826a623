using System.Net;
using Envoy.Config.Core.V3;
using MeshActors.Mesh.Hosts;

namespace MeshActors.Translation.Listeners;

/// <summary>Address ranges as the configuration writes them: CIDR, or an address, which is the range of itself.</summary>
internal static class AddressRanges
{
    /// <summary>The range with its host bits cut off; null where the text is none.</summary>
    public static IPNetwork? Parse(string text)
    {
        if (IpRange.TryParse(text, out var range))
        {
            return range;
        }

        return IpText.TryParse(text, out var address) ? IpRange.Of(address, IpText.Bits(address)) : null;
    }

    /// <summary>As Envoy writes it; host bits stay as they are given. Null where the text is no range.</summary>
    public static CidrRange? ToEnvoy(string text) => Parse(text) is not { } range ? null : new()
    {
        AddressPrefix = IPAddress.Parse(text.Split('/')[0]).ToString(),
        PrefixLen = (uint)range.PrefixLength,
    };

    public static CidrRange ToEnvoy(IPNetwork range) =>
        new() { AddressPrefix = range.BaseAddress.ToString(), PrefixLen = (uint)range.PrefixLength };
}
