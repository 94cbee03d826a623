using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A place that configuration comes from.</summary>
public sealed record ConfigSource
{
    public string Address { get; init; } = "";

    public ClientTlsSettings? TlsSettings { get; init; }

    public IReadOnlyList<SubscribedResource> SubscribedResources { get; init; } = [];

    internal static ConfigSource Read(FieldReader fields) => new()
    {
        Address = fields.Text("address"),
        TlsSettings = fields.Message("tlsSettings", ClientTlsSettings.Read),
        SubscribedResources = fields.Enums<SubscribedResource>("subscribedResources"),
    };
}
