using System.Globalization;

namespace MeshActors.Kubernetes.Embedded.Workloads.State;

internal static class Timestamps
{
    /// <summary>Kubernetes' Time: RFC 3339 in UTC, whole seconds.</summary>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
