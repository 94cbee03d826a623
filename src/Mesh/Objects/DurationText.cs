using System.Globalization;

namespace MeshActors.Mesh.Objects;

/// <summary>
/// Durations as proto-JSON writes them (<c>1.5s</c>) and as Go writes them (<c>1h2m3.5s</c>, <c>100ms</c>, <c>0</c>):
/// the API server lets both through. Parts finer than 100 ns, the tick of <see cref="TimeSpan"/>, are cut off.
/// </summary>
public static class DurationText
{
    /// <summary>Reads a duration; false where the text is none or does not fit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        var negative = text.StartsWith("-");
        if (negative || text.StartsWith("+"))
        {
            text = text[1..];
        }

        if (text is "0")
        {
            return true;
        }

        if (text.IsEmpty)
        {
            return false;
        }

        var ticks = 0m;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExcept("0123456789.");
            if (digits <= 0
                || !decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                || !TryTakeUnit(text[digits..], out var unit, out text))
            {
                return false;
            }

            if (amount > long.MaxValue / unit)
            {
                return false;
            }

            ticks += amount * unit;
            if (ticks > long.MaxValue)
            {
                return false;
            }
        }

        duration = TimeSpan.FromTicks((long)(negative ? -ticks : ticks));
        return true;
    }

    private static bool TryTakeUnit(ReadOnlySpan<char> text, out decimal ticks, out ReadOnlySpan<char> rest)
    {
        var end = text.IndexOfAny("0123456789.");
        var unit = end < 0 ? text : text[..end];
        rest = end < 0 ? [] : text[end..];
        ticks = unit switch
        {
            "ns" => 0.01m,
            "us" or "µs" or "μs" => 10m,
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            _ => 0m,
        };
        return ticks > 0;
    }
}
