using System.Globalization;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Validation.Meshes;

/// <summary>Rules of single values that several fields of the mesh configuration share.</summary>
internal static class FieldChecks
{
    /// <summary>At least a millisecond, and whole ones.</summary>
    public static void Duration(TimeSpan? value, string path, List<FieldError> errors)
    {
        if (value is not { } duration)
        {
            return;
        }

        if (duration < TimeSpan.FromMilliseconds(1))
        {
            errors.Add(new(path, "duration must be at least 1ms"));
        }
        else if (!IsWhole(duration, TimeSpan.TicksPerMillisecond))
        {
            errors.Add(new(path, "only durations to ms precision are supported"));
        }
    }

    public static bool IsWhole(TimeSpan duration, long ticks) => duration.Ticks % ticks == 0;

    public static void NotNegative(int value, string path, List<FieldError> errors)
    {
        if (value < 0)
        {
            errors.Add(new(path, $"{value} must not be negative"));
        }
    }

    public static void Percent(int value, string path, List<FieldError> errors)
    {
        if (value is < 0 or > 100)
        {
            errors.Add(new(path, $"percentage {value} is not in range 0..100"));
        }
    }

    /// <summary>A host name or address with a port, as <c>istiod.istio-system.svc:15012</c>; nothing where it is empty.</summary>
    public static void Address(string value, string path, List<FieldError> errors)
    {
        if (value.Length > 0 && !IsAddress(value))
        {
            errors.Add(new(path, $"{value} is no host name or address with a port"));
        }
    }

    private static bool IsAddress(string value)
    {
        var colon = value.LastIndexOf(':');
        if (colon < 0
            || !int.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535)
        {
            return false;
        }

        var host = value[..colon];
        return host is ['[', .., ']'] ? IpText.IsAddress(host[1..^1]) : !host.Contains(':') && (DnsName.IsFull(host) || IpText.IsAddress(host));
    }
}
