using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>How much of a request's body an authorizer gets.</summary>
public sealed record EnvoyExternalAuthorizationRequestBody
{
    public uint MaxRequestBytes { get; init; }

    public bool AllowPartialMessage { get; init; }

    public bool PackAsBytes { get; init; }

    internal static EnvoyExternalAuthorizationRequestBody Read(FieldReader fields) => new()
    {
        MaxRequestBytes = fields.UInt32("maxRequestBytes"),
        AllowPartialMessage = fields.Flag("allowPartialMessage"),
        PackAsBytes = fields.Flag("packAsBytes"),
    };
}
