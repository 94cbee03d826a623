using System.Globalization;

namespace MeshActors.Grpc.Protocol;

/// <summary>The value of <c>grpc-timeout</c>: at most eight digits and a unit (H, M, S, m, u or n).</summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const long MaxValue = 99_999_999;

    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > MaxDigits + 1
            || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        timeout = text[^1] switch
        {
            'H' => TimeSpan.FromTicks(value * TimeSpan.TicksPerHour),
            'M' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMinute),
            'S' => TimeSpan.FromTicks(value * TimeSpan.TicksPerSecond),
            'm' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMillisecond),
            'u' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMicrosecond),
            'n' => TimeSpan.FromTicks(value / TimeSpan.NanosecondsPerTick),
            _ => TimeSpan.MinValue,
        };
        return timeout != TimeSpan.MinValue;
    }

    /// <summary>The finest unit that fits eight digits, rounded up so that a server never gives up before its client.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 0);
        return Fit(ticks, TimeSpan.TicksPerMicrosecond, 'u')
            ?? Fit(ticks, TimeSpan.TicksPerMillisecond, 'm')
            ?? Fit(ticks, TimeSpan.TicksPerSecond, 'S')
            ?? Fit(ticks, TimeSpan.TicksPerMinute, 'M')
            ?? Fit(ticks, TimeSpan.TicksPerHour, 'H')
            ?? $"{MaxValue}H";
    }

    private static string? Fit(long ticks, long unit, char letter)
    {
        var value = (ticks / unit) + (ticks % unit == 0 ? 0 : 1);
        return value <= MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{value}{letter}") : null;
    }
}
