using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Endpoints;

/// <summary>Localities as rules write them: <c>region/zone/subzone</c>, where a part may be <c>*</c> or left out.</summary>
internal static class LocalityPatterns
{
    public static ProxyLocality Parse(string locality)
    {
        if (locality.Length == 0)
        {
            return new("", "", "");
        }

        var parts = locality.Split('/');
        return new(parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
    }

    public static bool Matches(ProxyLocality locality, string pattern)
    {
        var rule = Parse(pattern);
        return (rule.Region == "*" || Is(locality.Region, rule.Region))
            && (rule.Zone is "*" or "" || Is(locality.Zone, rule.Zone))
            && (rule.SubZone is "*" or "" || Is(locality.SubZone, rule.SubZone));
    }

    /// <summary>How far apart two places are: 0 the same, 1 another subzone, 2 another zone, 3 another region.</summary>
    public static int Distance(ProxyLocality from, ProxyLocality to) =>
        !Is(from.Region, to.Region) ? 3
        : !Is(from.Zone, to.Zone) ? 2
        : !Is(from.SubZone, to.SubZone) ? 1
        : 0;

    // The default of the struct has null parts, which mean the same as empty ones.
    private static bool Is(string? left, string? right) => (left ?? "") == (right ?? "");
}
