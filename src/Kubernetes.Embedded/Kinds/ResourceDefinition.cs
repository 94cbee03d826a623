using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>A resource that the server serves: its names, scope, versions and the rules of its kind.</summary>
internal sealed record ResourceDefinition
{
    public required ResourceId Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>The name of the list kind where it is not the kind's with "List" added.</summary>
    public string? ListKindName { get; init; }

    public string ListKind => ListKindName ?? Kind + "List";

    public required string Singular { get; init; }

    public bool Namespaced { get; init; } = true;

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Versions in the order of preference; one of them is the storage version.</summary>
    public required IReadOnlyList<ServedVersion> Versions { get; init; }

    /// <summary>Defined by a CustomResourceDefinition.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Answered at once and never stored, such as reviews.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>The other resource whose objects this one shows in another form, or null.</summary>
    public ResourceId? SharedStorage { get; init; }

    /// <summary>Where the objects are kept.</summary>
    public ResourceId StorageId => SharedStorage ?? Id;

    /// <summary>Fields that field selectors may use besides metadata.name and metadata.namespace.</summary>
    public IReadOnlyList<string> SelectableFields { get; init; } = [];

    public KindRules Rules { get; init; } = KindRules.None;

    public ServedVersion StorageVersion => Versions.First(v => v.Storage);
}
