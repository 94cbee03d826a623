using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces for Lightstep.</summary>
public sealed record LightstepTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string AccessToken { get; init; } = "";

    public uint MaxTagLength { get; init; }

    internal static LightstepTracingProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        AccessToken = fields.Text("accessToken"),
        MaxTagLength = fields.UInt32("maxTagLength"),
    };
}
