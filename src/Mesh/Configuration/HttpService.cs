using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>How to call an HTTP backend.</summary>
public sealed record HttpService
{
    public string Path { get; init; } = "";

    public TimeSpan? Timeout { get; init; }

    public IReadOnlyList<ProviderHttpHeader> Headers { get; init; } = [];

    internal static HttpService Read(FieldReader fields) => new()
    {
        Path = fields.Text("path"),
        Timeout = fields.Duration("timeout"),
        Headers = fields.Messages("headers", ProviderHttpHeader.Read),
    };
}
