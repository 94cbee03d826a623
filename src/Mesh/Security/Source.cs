using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>Conditions on the peer; all that are not empty have to hold.</summary>
public sealed record Source
{
    public IReadOnlyList<string> Principals { get; init; } = [];

    public IReadOnlyList<string> NotPrincipals { get; init; } = [];

    public IReadOnlyList<string> RequestPrincipals { get; init; } = [];

    public IReadOnlyList<string> NotRequestPrincipals { get; init; } = [];

    public IReadOnlyList<string> Namespaces { get; init; } = [];

    public IReadOnlyList<string> NotNamespaces { get; init; } = [];

    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];

    public IReadOnlyList<string> NotServiceAccounts { get; init; } = [];

    public IReadOnlyList<string> IpBlocks { get; init; } = [];

    public IReadOnlyList<string> NotIpBlocks { get; init; } = [];

    public IReadOnlyList<string> RemoteIpBlocks { get; init; } = [];

    public IReadOnlyList<string> NotRemoteIpBlocks { get; init; } = [];

    public IReadOnlyList<string> TrustDomains { get; init; } = [];

    public IReadOnlyList<string> NotTrustDomains { get; init; } = [];

    internal static Source Read(FieldReader fields) => new()
    {
        Principals = fields.Texts("principals"),
        NotPrincipals = fields.Texts("notPrincipals"),
        RequestPrincipals = fields.Texts("requestPrincipals"),
        NotRequestPrincipals = fields.Texts("notRequestPrincipals"),
        Namespaces = fields.Texts("namespaces"),
        NotNamespaces = fields.Texts("notNamespaces"),
        ServiceAccounts = fields.Texts("serviceAccounts"),
        NotServiceAccounts = fields.Texts("notServiceAccounts"),
        IpBlocks = fields.Texts("ipBlocks"),
        NotIpBlocks = fields.Texts("notIpBlocks"),
        RemoteIpBlocks = fields.Texts("remoteIpBlocks"),
        NotRemoteIpBlocks = fields.Texts("notRemoteIpBlocks"),
        TrustDomains = fields.Texts("trustDomains"),
        NotTrustDomains = fields.Texts("notTrustDomains"),
    };
}
