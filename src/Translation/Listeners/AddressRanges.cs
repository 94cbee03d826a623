using System.Globalization;
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
        var slash = text.IndexOf('/');
        if (!IpText.TryParse(slash < 0 ? text : text.AsSpan(0, slash), out var address))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        var length = bytes.Length * 8;
        if (slash >= 0 && (IsPadded(text.AsSpan(slash + 1)) || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bytes.Length * 8))
        {
            return null;
        }

        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }

    private static bool IsPadded(ReadOnlySpan<char> length) => length is ['0', _, ..];

    /// <summary>As Envoy writes it; host bits stay as they are given. Null where the text is no range.</summary>
    public static CidrRange? ToEnvoy(string text) => Parse(text) is not { } range ? null : new()
    {
        AddressPrefix = IPAddress.Parse(text.Split('/')[0]).ToString(),
        PrefixLen = (uint)range.PrefixLength,
    };

    public static CidrRange ToEnvoy(IPNetwork range) =>
        new() { AddressPrefix = range.BaseAddress.ToString(), PrefixLen = (uint)range.PrefixLength };
}
