namespace MeshActors.EndToEnd.Support;

/// <summary>A fact that needs kubectl; skipped with a notice where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        if (!InstalledPrograms.Runs("kubectl", "version", "--client"))
        {
            Skip = "kubectl is not installed.";
        }
    }
}

/// <summary>A fact that needs Node.js and npm; skipped with a notice where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!InstalledPrograms.Runs("node", "--version") || !InstalledPrograms.Runs("npm", "--version"))
        {
            Skip = "node or npm is not installed, so that grpc-js-xds cannot be run as a client.";
        }
    }
}

/// <summary>A fact that needs Envoy; skipped with a notice where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EnvoyFactAttribute : FactAttribute
{
    public EnvoyFactAttribute()
    {
        if (InstalledPrograms.Envoy is null)
        {
            Skip = "There is no Envoy: neither MESHACTORS_ENVOY nor ../shared/peers.";
        }
    }
}
