using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A Secret; its values show up neither in logs nor in <see cref="object.ToString"/>.</summary>
public sealed record Secret : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.Secret;

    /// <summary>The secret's type, such as <c>kubernetes.io/tls</c>.</summary>
    public string Type { get; init; } = "";

    public IReadOnlyDictionary<string, SecretBytes> Data { get; init; } = ReadOnlyDictionary<string, SecretBytes>.Empty;

    internal static Secret Read(FieldReader fields)
    {
        var data = fields.BytesMap("data").ToDictionary(entry => entry.Key, entry => new SecretBytes(entry.Value), StringComparer.Ordinal);

        // The API server folds stringData into data; files given to a tool have not been through it.
        foreach (var (key, text) in fields.TextMap("stringData"))
        {
            data[key] = SecretBytes.FromText(text);
        }

        return new Secret { Type = fields.Text("type"), Data = data };
    }
}
