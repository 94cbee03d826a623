using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>The entries of a ConfigMap.</summary>
public sealed record ConfigMap : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.ConfigMap;

    public IReadOnlyDictionary<string, string> Data { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> BinaryData { get; init; } =
        ReadOnlyDictionary<string, ReadOnlyMemory<byte>>.Empty;

    internal static ConfigMap Read(FieldReader fields) => new()
    {
        Data = fields.TextMap("data"),
        BinaryData = fields.BytesMap("binaryData"),
    };
}
