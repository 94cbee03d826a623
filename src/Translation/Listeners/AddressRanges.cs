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
        if (!IpText.TryParsePrefix(text, out var address, out var length))
        {
            if (!IpText.TryParse(text, out address))
            {
                return null;
            }

            length = IpText.Bits(address);
        }

        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
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
