using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>Conditions on the request; all that are not empty have to hold.</summary>
public sealed record Operation
{
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyList<string> NotHosts { get; init; } = [];

    public IReadOnlyList<string> Ports { get; init; } = [];

    public IReadOnlyList<string> NotPorts { get; init; } = [];

    public IReadOnlyList<string> Methods { get; init; } = [];

    public IReadOnlyList<string> NotMethods { get; init; } = [];

    public IReadOnlyList<string> Paths { get; init; } = [];

    public IReadOnlyList<string> NotPaths { get; init; } = [];

    internal static Operation Read(FieldReader fields) => new()
    {
        Hosts = fields.Texts("hosts"),
        NotHosts = fields.Texts("notHosts"),
        Ports = fields.Texts("ports"),
        NotPorts = fields.Texts("notPorts"),
        Methods = fields.Texts("methods"),
        NotMethods = fields.Texts("notMethods"),
        Paths = fields.Texts("paths"),
        NotPaths = fields.Texts("notPaths"),
    };
}
