using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record ProxyConfig : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.ProxyConfig;

    public WorkloadSelector? Selector { get; init; }

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
