using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record ProxyImage
{
    public string ImageType { get; init; } = "";

    internal static ProxyImage Read(FieldReader fields) => new()
    {
        ImageType = fields.Text("imageType"),
    };
}
