using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Settings of the proxies of a namespace or workload, as the resource holds them.</summary>
public sealed record ProxyConfig : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.ProxyConfig;

    public WorkloadSelector? Selector { get; init; }

    /// <summary>Worker threads: null for the mesh's setting, zero for all cores.</summary>
    public int? Concurrency { get; init; }

    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public ProxyImage? Image { get; init; }

    internal static ProxyConfig Read(FieldReader fields) => new()
    {
        Selector = fields.Message("selector", WorkloadSelector.ReadMatchLabels),
        Concurrency = fields.Int32OrNull("concurrency"),
        EnvironmentVariables = fields.TextMap("environmentVariables"),
        Image = fields.Message("image", ProxyImage.Read),
    };
}
