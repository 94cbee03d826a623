using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>What the header of client certificates tells; null for Istio's default.</summary>
public sealed record SetCurrentClientCertDetails
{
    public bool? Subject { get; init; }

    public bool? Cert { get; init; }

    public bool? Chain { get; init; }

    public bool? Dns { get; init; }

    public bool? Uri { get; init; }

    internal static SetCurrentClientCertDetails Read(FieldReader fields) => new()
    {
        Subject = fields.FlagOrNull("subject"),
        Cert = fields.FlagOrNull("cert"),
        Chain = fields.FlagOrNull("chain"),
        Dns = fields.FlagOrNull("dns"),
        Uri = fields.FlagOrNull("uri"),
    };
}
