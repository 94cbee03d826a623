using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record WorkloadEntry : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.WorkloadEntry;

    public string Address { get; init; } = "";

    public IReadOnlyDictionary<string, int> Ports { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public string Network { get; init; } = "";

    public string Locality { get; init; } = "";

    public uint Weight { get; init; }

    public string ServiceAccount { get; init; } = "";

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
