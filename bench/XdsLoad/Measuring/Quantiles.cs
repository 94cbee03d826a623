namespace MeshActors.XdsLoad.Measuring;

/// <summary>Figures of a distribution of times, in milliseconds.</summary>
internal sealed record Quantiles(int Count, double P50, double P99, double P999, double Max)
{
    public static Quantiles Of(IEnumerable<TimeSpan> times)
    {
        double[] sorted = [.. times.Select(time => time.TotalMilliseconds).Order()];
        return new(sorted.Length, At(sorted, 0.5), At(sorted, 0.99), At(sorted, 0.999), sorted.Length == 0 ? double.NaN : sorted[^1]);
    }

    public override string ToString() => $"p50 {P50:F1} ms, p99 {P99:F1} ms, p99.9 {P999:F1} ms, max {Max:F1} ms ({Count})";

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
