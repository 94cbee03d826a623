using System.Collections.ObjectModel;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A workload outside the platform, or one endpoint of a service entry.</summary>
public sealed record WorkloadEntry : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.WorkloadEntry;

    /// <summary>An IP address, a DNS name, or <c>unix:///path</c>; empty for one behind a network gateway.</summary>
    public string Address { get; init; } = "";

    /// <summary>The workload's ports by the names of the service's ports.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public string Network { get; init; } = "";

    /// <summary>Region, zone and subzone, separated by slashes.</summary>
    public string Locality { get; init; } = "";

    /// <summary>The share of the traffic; zero for 1.</summary>
    public uint Weight { get; init; }

    public string ServiceAccount { get; init; } = "";

    /// <summary>The condition <c>Healthy</c> of its status; null where there is none.</summary>
    public bool? Healthy { get; init; }

    /// <summary>Reads a whole object: its spec, and of its status the health.</summary>
    internal static WorkloadEntry ReadObject(FieldReader root)
    {
        var conditions = root.Child("status").Messages("conditions", PodCondition.Read);
        return Read(root.Child("spec")) with
        {
            Healthy = conditions.FirstOrDefault(c => c.Type == "Healthy")?.Status switch
            {
                "True" => true,
                "False" => false,
                _ => null,
            },
        };
    }

    internal static WorkloadEntry Read(FieldReader fields) => new()
    {
        Address = fields.Text("address"),
        Ports = fields.Int32Map("ports"),
        Labels = fields.TextMap("labels"),
        Network = fields.Text("network"),
        Locality = fields.Text("locality"),
        Weight = fields.UInt32("weight"),
        ServiceAccount = fields.Text("serviceAccount"),
    };
}
