using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>A fact that needs kubectl; skipped with a notice where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute() => Skip = Missing;

    /// <summary>What is missing, or null: every test here applies its changes with kubectl.</summary>
    public static string? Missing { get; } = PeerPrograms.Runs("kubectl", "version", "--client") ? null : "kubectl is not installed.";
}

/// <summary>A fact that needs Node.js, npm and kubectl; skipped with a notice where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = KubectlFactAttribute.Missing
        ?? (PeerPrograms.Runs("node", "--version") && PeerPrograms.Runs("npm", "--version")
            ? null
            : "node or npm is not installed, so that grpc-js-xds cannot be run as a client.");
}

/// <summary>A fact that needs Envoy and kubectl; skipped with a notice where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EnvoyFactAttribute : FactAttribute
{
    public EnvoyFactAttribute() => Skip = KubectlFactAttribute.Missing
        ?? (PeerPrograms.Envoy is not { } envoy ? "There is no Envoy: neither MESHACTORS_ENVOY nor ../shared/peers."
            : PeerPrograms.Runs(envoy, "--version") ? null
            : $"{envoy} does not run on this machine.");
}
