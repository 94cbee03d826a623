using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A port of a service entry.</summary>
public sealed record ServicePort
{
    public int Number { get; init; }

    public string Protocol { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The workloads' port; zero for the same number.</summary>
    public int TargetPort { get; init; }

    internal static ServicePort Read(FieldReader fields) => new()
    {
        Number = fields.Int32("number"),
        Protocol = fields.Text("protocol"),
        Name = fields.Text("name"),
        TargetPort = fields.Int32("targetPort"),
    };
}
