namespace MeshActors.Kubernetes;

/// <summary>Waits that double, each spread over ±50 % so that many clients do not come back at once.</summary>
internal sealed class Backoff(TimeSpan min, TimeSpan max, Random random)
{
    private int _failures;

    public TimeSpan Next()
    {
        var delay = min * Math.Pow(2, Math.Min(_failures++, 30));
        return (delay < max ? delay : max) * (0.5 + random.NextDouble());
    }

    public void Reset() => _failures = 0;
}
