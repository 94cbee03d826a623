namespace MeshActors.Mesh.Objects;

/// <summary>An object that owns another one.</summary>
public sealed record OwnerReference
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Uid { get; init; } = "";

    /// <summary>Whether this owner is the managing controller.</summary>
    public bool Controller { get; init; }

    internal static OwnerReference Read(FieldReader fields) => new()
    {
        ApiVersion = fields.Text("apiVersion"),
        Kind = fields.Text("kind"),
        Name = fields.Text("name"),
        Uid = fields.Text("uid"),
        Controller = fields.Flag("controller"),
    };
}
