using System.Globalization;

namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>1.5s</c>, <c>-10ms</c>.</summary>
internal static class CelDuration
{
    private static readonly (string Unit, double Ticks)[] Units =
    [
        ("ns", 0.01), ("us", 10), ("µs", 10), ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour),
    ];

    /// <exception cref="CelException">The text is no duration.</exception>
    public static TimeSpan Parse(string text)
    {
        var rest = text.AsSpan();
        var negative = rest is ['-', ..];
        rest = rest.TrimStart("+-");
        if (rest is "0")
        {
            return TimeSpan.Zero;
        }

        var ticks = 0.0;
        while (true)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !double.TryParse(rest[..digits], CultureInfo.InvariantCulture, out var amount))
            {
                throw new CelException($"time: invalid duration \"{text}\"");
            }

            rest = rest[digits..];
            var end = rest.IndexOfAny("0123456789.");
            var word = (end < 0 ? rest : rest[..end]).ToString();
            var unit = Array.Find(Units, u => u.Unit == word);
            if (unit.Unit is null)
            {
                throw new CelException($"time: unknown unit \"{word}\" in duration \"{text}\"");
            }

            ticks += amount * unit.Ticks;
            if (end < 0)
            {
                return TimeSpan.FromTicks((long)Math.Clamp(negative ? -ticks : ticks, long.MinValue / 2, long.MaxValue / 2));
            }

            rest = rest[end..];
        }
    }
}
