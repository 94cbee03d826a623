using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Which variant of the proxy's image to run.</summary>
public sealed record ProxyImage
{
    /// <summary>Such as <c>default</c>, <c>debug</c> or <c>distroless</c>.</summary>
    public string ImageType { get; init; } = "";

    internal static ProxyImage Read(FieldReader fields) => new()
    {
        ImageType = fields.Text("imageType"),
    };
}
