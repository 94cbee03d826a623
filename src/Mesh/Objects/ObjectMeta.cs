using System.Collections.ObjectModel;

namespace MeshActors.Mesh.Objects;

/// <summary>What every object says about itself.</summary>
public sealed record ObjectMeta
{
    public string Name { get; init; } = "";

    /// <summary>The namespace, empty for cluster-scoped objects.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The prefix of a name that the API server completed; empty where the object was named by its maker.</summary>
    public string GenerateName { get; init; } = "";

    public string Uid { get; init; } = "";

    /// <summary>The API server's opaque version; equality is the only comparison that means anything.</summary>
    public string ResourceVersion { get; init; } = "";

    public long Generation { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<OwnerReference> OwnerReferences { get; init; } = [];

    /// <summary>When deletion was asked for; null while the object is meant to live.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    internal static ObjectMeta Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Namespace = fields.Text("namespace"),
        GenerateName = fields.Text("generateName"),
        Uid = fields.Text("uid"),
        ResourceVersion = fields.Text("resourceVersion"),
        Generation = fields.Int64("generation"),
        CreationTimestamp = fields.Timestamp("creationTimestamp"),
        Labels = fields.TextMap("labels"),
        Annotations = fields.TextMap("annotations"),
        OwnerReferences = fields.Messages("ownerReferences", OwnerReference.Read),
        DeletionTimestamp = fields.Timestamp("deletionTimestamp"),
    };
}
