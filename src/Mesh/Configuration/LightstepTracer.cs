using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces for Lightstep.</summary>
public sealed record LightstepTracer
{
    public string Address { get; init; } = "";

    public string AccessToken { get; init; } = "";

    internal static LightstepTracer Read(FieldReader fields) => new()
    {
        Address = fields.Text("address"),
        AccessToken = fields.Text("accessToken"),
    };
}
