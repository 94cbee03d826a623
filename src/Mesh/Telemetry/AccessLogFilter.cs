using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>Which requests are logged.</summary>
public sealed record AccessLogFilter
{
    /// <summary>An expression in CEL.</summary>
    public string Expression { get; init; } = "";

    internal static AccessLogFilter Read(FieldReader fields) => new()
    {
        Expression = fields.Text("expression"),
    };
}
