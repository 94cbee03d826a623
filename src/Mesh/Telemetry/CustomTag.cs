using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>The source of a tag's value; one member is set. The formatter exists in telemetry alone.</summary>
public sealed record CustomTag
{
    public CustomTagLiteral? Literal { get; init; }

    public CustomTagEnvironment? Environment { get; init; }

    public CustomTagRequestHeader? Header { get; init; }

    public CustomTagFormatter? Formatter { get; init; }

    internal static CustomTag Read(FieldReader fields) => new()
    {
        Literal = fields.Message("literal", CustomTagLiteral.Read),
        Environment = fields.Message("environment", CustomTagEnvironment.Read),
        Header = fields.Message("header", CustomTagRequestHeader.Read),
        Formatter = fields.Message("formatter", CustomTagFormatter.Read),
    };
}
