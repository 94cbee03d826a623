using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Security;

namespace MeshActors.Translation.Clusters;

/// <summary>What decides a cluster's TLS, besides the policy itself.</summary>
internal sealed record UpstreamTlsInputs
{
    public required ClusterView View { get; init; }

    public required ClusterMeshSettings Mesh { get; init; }

    /// <summary>SPIFFE ids that the server's certificate may carry, and names declared by a ServiceEntry.</summary>
    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];

    /// <summary>SNI for Istio's own mutual TLS: the cluster's name, by which gateways between networks route.</summary>
    public string MutualTlsSni { get; init; } = "";

    public bool MeshExternal { get; init; }

    /// <summary>The service comes from a ServiceEntry: its declared names stand in for missing subjectAltNames.</summary>
    public bool IsServiceEntry { get; init; }

    /// <summary>Whether the service's workloads accept mutual TLS, as far as namespace and mesh policies tell; <c>Unset</c> means unknown.</summary>
    public MutualTlsMode ServiceMode { get; init; }

    /// <summary>The rule selects workloads, which may therefore hold its credential.</summary>
    public bool RuleSelectsWorkloads { get; init; }

    public TlsDecision Decide(ClientTlsSettings? tls) => TlsDecision.Of(tls, this);
}

/// <summary>The TLS settings in force, and whether Istio chose them itself.</summary>
/// <param name="Settings">Null: plain text.</param>
/// <param name="AutoDetected">Automatic mutual TLS: each endpoint is asked for it only where it accepts it.</param>
internal readonly record struct TlsDecision(ClientTlsSettings? Settings, bool AutoDetected)
{
    public static TlsDecision Of(ClientTlsSettings? tls, UpstreamTlsInputs inputs)
    {
        if (tls is not null)
        {
            return new(UserSupplied(tls, inputs), false);
        }

        if (inputs.MeshExternal || !inputs.Mesh.AutoMutualTls
            || inputs.ServiceMode is MutualTlsMode.Unset or MutualTlsMode.Disable)
        {
            return new(null, false);
        }

        return new(
            inputs.View.Certificates is { } files
                ? WithFiles(files, inputs.ServiceAccounts, inputs.MutualTlsSni, null)
                : new ClientTlsSettings { Mode = ClientTlsMode.IstioMutual, SubjectAltNames = inputs.ServiceAccounts, Sni = inputs.MutualTlsSni },
            true);
    }

    private static ClientTlsSettings UserSupplied(ClientTlsSettings tls, UpstreamTlsInputs inputs)
    {
        if (tls.Mode is ClientTlsMode.Disable or ClientTlsMode.Simple)
        {
            return tls;
        }

        if (inputs.View.Certificates is { } files)
        {
            // A host outside the mesh has certificates of its own: the rule's settings hold there.
            return inputs.MeshExternal && inputs.Mesh.Features.RulesForExternalTls ? tls : WithFiles(files, tls.SubjectAltNames, tls.Sni, tls.InsecureSkipVerify);
        }

        return tls.Mode != ClientTlsMode.IstioMutual
            ? tls
            : new ClientTlsSettings
            {
                Mode = ClientTlsMode.IstioMutual,
                SubjectAltNames = tls.SubjectAltNames.Count > 0 ? tls.SubjectAltNames : inputs.ServiceAccounts,
                Sni = tls.Sni.Length > 0 ? tls.Sni : inputs.MutualTlsSni,
                InsecureSkipVerify = tls.InsecureSkipVerify,
            };
    }

    private static ClientTlsSettings WithFiles(
        MetadataCertificates files, IReadOnlyList<string> names, string sni, bool? skipVerify) => new()
        {
            Mode = ClientTlsMode.Mutual,
            CaCertificates = files.Root,
            ClientCertificate = files.Chain,
            PrivateKey = files.Key,
            SubjectAltNames = names,
            Sni = sni,
            InsecureSkipVerify = skipVerify,
        };
}
