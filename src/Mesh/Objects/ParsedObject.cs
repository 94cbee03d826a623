namespace MeshActors.Mesh.Objects;

/// <summary>The outcome of parsing one object: the object, or the fields that kept it from being read.</summary>
public sealed record ParsedObject
{
    /// <summary>The object, or null where there are errors.</summary>
    public MeshObject? Object { get; init; }

    /// <summary>The object's metadata as far as it could be read, to name the object where its content could not.</summary>
    public ObjectMeta Meta { get; init; } = new();

    /// <summary>The object's kind, or null where it is unknown.</summary>
    public ResourceKind? Kind { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>All errors on one line, after the object's kind, namespace and name.</summary>
    public string Describe()
    {
        var name = Meta.Namespace.Length == 0 ? Meta.Name : $"{Meta.Namespace}/{Meta.Name}";
        return $"{Kind?.ToString() ?? "object"} {name}: {string.Join("; ", Errors)}";
    }
}
