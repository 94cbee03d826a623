using System.Globalization;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Clusters;

/// <summary>Names of statistics, from the patterns of the mesh configuration.</summary>
internal static class StatNames
{
    /// <summary>The semicolon lets Envoy's tag extraction find the end of a name that has dots.</summary>
    public static string Delimited(string name) => name + ";";

    /// <summary>Fills <c>%SERVICE%</c>, <c>%SERVICE_NAME%</c>, <c>%SERVICE_FQDN%</c>, <c>%SERVICE_PORT%</c>, <c>%TARGET_PORT%</c>, <c>%SERVICE_PORT_NAME%</c>, <c>%SUBSET_NAME%</c>.</summary>
    public static string Fill(string pattern, Service service, MeshPort port, string subset, int targetPort)
    {
        var kubernetes = service.Registry == ServiceRegistry.Kubernetes;
        return pattern
            .Replace("%SERVICE%", kubernetes ? $"{service.Name}.{service.Namespace}" : service.Hostname, StringComparison.Ordinal)
            .Replace("%SERVICE_NAME%", kubernetes ? service.Name : service.Hostname, StringComparison.Ordinal)
            .Replace("%SERVICE_FQDN%", service.Hostname, StringComparison.Ordinal)
            .Replace("%SUBSET_NAME%", subset, StringComparison.Ordinal)
            .Replace("%TARGET_PORT%", targetPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%SERVICE_PORT%", port.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%SERVICE_PORT_NAME%", port.Name, StringComparison.Ordinal);
    }
}
