using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The endpoint of Dynatrace's sampling service.</summary>
public sealed record DynatraceApi
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public HttpService? Http { get; init; }

    internal static DynatraceApi Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        Http = fields.Message("http", HttpService.Read),
    };
}
