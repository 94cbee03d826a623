using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A probe by an HTTP request.</summary>
public sealed record HttpHealthCheckConfig
{
    public string Path { get; init; } = "";

    public int Port { get; init; }

    public string Host { get; init; } = "";

    public string Scheme { get; init; } = "";

    public IReadOnlyList<HttpHeader> HttpHeaders { get; init; } = [];

    internal static HttpHealthCheckConfig Read(FieldReader fields) => new()
    {
        Path = fields.Text("path"),
        Port = fields.Int32("port"),
        Host = fields.Text("host"),
        Scheme = fields.Text("scheme"),
        HttpHeaders = fields.Messages("httpHeaders", HttpHeader.Read),
    };
}
