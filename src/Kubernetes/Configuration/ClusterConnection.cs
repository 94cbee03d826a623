using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Kubernetes.Authentication;

namespace MeshActors.Kubernetes.Configuration;

/// <summary>Where an API server is, how it is trusted and who calls it: all that a client needs.</summary>
public sealed record ClusterConnection(Uri Server)
{
    /// <summary>The namespace of the context, or of the pod that we run in.</summary>
    public string Namespace { get; init; } = "default";

    public IClientCredentials Credentials { get; init; } = StaticCredentials.Anonymous;

    /// <summary>The only authorities that may vouch for the server; null trusts those of the machine.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    public bool SkipTlsVerification { get; init; }

    /// <summary>Sent as SNI and expected in the certificate, where it is not the host of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    public Uri? Proxy { get; init; }

    public string? ImpersonateUser { get; init; }

    public ImmutableArray<string> ImpersonateGroups { get; init; } = [];
}
