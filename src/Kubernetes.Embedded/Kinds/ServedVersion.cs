using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Tables;

namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>One version of a resource: its schema, subresources and columns.</summary>
internal sealed record ServedVersion(string Name, SchemaNode Schema)
{
    public bool Served { get; init; } = true;

    public bool Storage { get; init; } = true;

    public bool StatusSubresource { get; init; }

    public ScalePaths? Scale { get; init; }

    /// <summary>Unknown fields are dropped. False for custom kinds that keep everything.</summary>
    public bool Prunes { get; init; } = true;

    /// <summary>The warning that every use of this version carries, or null.</summary>
    public string? DeprecationWarning { get; init; }

    public IReadOnlyList<TableColumn> Columns { get; init; } = [];

    /// <summary>Turns a stored object into this version beyond its apiVersion; null where nothing else differs.</summary>
    public Action<JsonObject>? FromStorage { get; init; }

    public Action<JsonObject>? ToStorage { get; init; }

    /// <summary>The schema as the user wrote it, for OpenAPI; null for built-in kinds.</summary>
    public JsonObject? Source { get; init; }
}
