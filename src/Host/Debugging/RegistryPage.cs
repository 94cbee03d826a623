using System.Text.Json;
using MeshActors.Mesh.Registry;

namespace MeshActors.Host.Debugging;

/// <summary><c>/debug/registryz</c>: every service of the mesh, in istiod's shape.</summary>
internal static class RegistryPage
{
    public static DebugPage Page { get; } = DebugPage.Of("registryz", "All services of the registry", Write);

    private static void Write(DebugRequest request, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var service in request.View.Services)
        {
            json.WriteStartObject();
            WriteAttributes(json, service);
            WritePorts(json, service);
            if (service.CreationTime is { } created)
            {
                json.WriteString("creationTime", created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
            }

            json.WriteString("hostname", service.Hostname);
            json.WriteString("defaultAddress", service.DefaultAddress);
            json.WriteStartObject("clusterVIPs");
            json.WriteStartObject("Addresses");
            foreach (var (cluster, addresses) in service.ClusterVips.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                WriteTexts(json, cluster, addresses);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteNumber("Resolution", (int)service.Resolution);
            json.WriteBoolean("MeshExternal", service.MeshExternal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAttributes(Utf8JsonWriter json, Service service)
    {
        json.WriteStartObject("Attributes");
        json.WriteString("ServiceRegistry", service.Registry.ToString());
        json.WriteString("Name", service.Name);
        json.WriteString("Namespace", service.Namespace);
        WriteMap(json, "Labels", service.Labels);
        WriteMap(json, "LabelSelectors", service.Selector);
        WriteTexts(json, "ExportTo", service.ExportTo);
        json.WriteEndObject();
    }

    private static void WritePorts(Utf8JsonWriter json, Service service)
    {
        json.WriteStartArray("ports");
        foreach (var port in service.Ports)
        {
            json.WriteStartObject();
            json.WriteString("name", port.Name);
            json.WriteNumber("port", port.Number);
            json.WriteString("protocol", port.Protocol.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
