using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces for SkyWalking.</summary>
public sealed record SkyWalkingTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string AccessToken { get; init; } = "";

    internal static SkyWalkingTracingProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        AccessToken = fields.Text("accessToken"),
    };
}
