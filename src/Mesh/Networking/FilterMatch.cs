using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The filter that a patch applies to, or stands beside.</summary>
public sealed record FilterMatch
{
    public string Name { get; init; } = "";

    public SubFilterMatch? SubFilter { get; init; }

    internal static FilterMatch Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        SubFilter = fields.Message("subFilter", SubFilterMatch.Read),
    };
}
