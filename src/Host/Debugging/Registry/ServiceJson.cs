using System.Globalization;
using System.Text.Json;
using MeshActors.Mesh.Registry;

namespace MeshActors.Host.Debugging.Registry;

/// <summary>A service in the shape of istiod's debug pages.</summary>
internal static class ServiceJson
{
    public static void WriteAll(Utf8JsonWriter json, IEnumerable<Service> services)
    {
        json.WriteStartArray();
        foreach (var service in services)
        {
            Write(json, service);
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, Service service)
    {
        json.WriteStartObject();
        WriteAttributes(json, service);
        json.WriteStartArray("ports");
        foreach (var port in service.Ports)
        {
            json.WriteStartObject();
            WritePort(json, port);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (service.DeclaredServiceAccounts.Count > 0)
        {
            json.WriteTexts("serviceAccounts", service.DeclaredServiceAccounts);
        }

        json.WriteTime("creationTime", service.CreationTime);
        json.WriteString("hostname", service.Hostname);
        WriteAddresses(json, "clusterVIPs", service.ClusterVips);
        json.WriteString("defaultAddress", service.DefaultAddress);
        json.WriteTextIfAny("autoAllocatedIPv4Address", service.AutoAllocatedIpv4 ?? "");
        json.WriteTextIfAny("autoAllocatedIPv6Address", service.AutoAllocatedIpv6 ?? "");
        json.WriteNumber("Resolution", (int)service.Resolution);
        json.WriteBoolean("MeshExternal", service.MeshExternal);
        json.WriteEndObject();
    }

    /// <summary>The fields of a port, into an object that has been begun.</summary>
    public static void WritePort(Utf8JsonWriter json, MeshPort port)
    {
        json.WriteTextIfAny("name", port.Name);
        json.WriteNumber("port", port.Number);
        json.WriteString("protocol", Protocols.Name(port.Protocol));
    }

    private static void WriteAttributes(Utf8JsonWriter json, Service service)
    {
        json.WriteStartObject("Attributes");
        json.WriteString("ServiceRegistry", service.Registry.ToString());
        json.WriteString("Name", service.Name);
        json.WriteString("Namespace", service.Namespace);
        json.WriteTextMap("Labels", service.Labels);
        json.WriteSet("ExportTo", service.ExportTo);
        json.WriteTextMap("LabelSelectors", service.Selector);
        json.WriteStartArray("Aliases");
        foreach (var alias in service.Aliases)
        {
            json.WriteStartObject();
            json.WriteString("Hostname", alias.Hostname);
            json.WriteString("Namespace", alias.Namespace);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteAddresses(json, "ClusterExternalAddresses", service.ExternalAddresses);
        WriteNodePorts(json, service);
        json.WriteString("Type", service.KubernetesType ?? "");
        json.WriteString("ExternalName", service.ExternalName ?? "");
        json.WriteBoolean("NodeLocal", service.NodeLocal);
        json.WriteString("ObjectName", service.Source.Name);
        json.WriteBoolean("PublishNotReadyAddresses", service.PublishNotReadyAddresses);
        json.WriteEndObject();
    }

    private static void WriteNodePorts(Utf8JsonWriter json, Service service)
    {
        json.WriteStartObject("ClusterExternalPorts");
        foreach (var (cluster, ports) in service.NodePorts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(cluster);
            foreach (var (port, nodePort) in ports.OrderBy(pair => pair.Key))
            {
                json.WriteNumber(port.ToString(CultureInfo.InvariantCulture), nodePort);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAddresses(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, IReadOnlyList<string>> byCluster)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("Addresses");
        foreach (var (cluster, addresses) in byCluster.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteTexts(cluster, addresses);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
