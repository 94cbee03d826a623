using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

public sealed record AccessLogFilter
{
    public string Expression { get; init; } = "";

    internal static AccessLogFilter Read(FieldReader fields) => new()
    {
        Expression = fields.Text("expression"),
    };
}
