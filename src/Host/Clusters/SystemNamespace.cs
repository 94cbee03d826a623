using MeshActors.Kubernetes;

namespace MeshActors.Host.Clusters;

/// <summary>Makes sure of the namespace that holds the control plane's own objects.</summary>
internal static class SystemNamespace
{
    public static async Task EnsureAsync(IKubernetesClient client, string name, CancellationToken cancellationToken)
    {
        if (await client.FindAsync<Namespace>(null, name, cancellationToken).ConfigureAwait(false) is not null)
        {
            return;
        }

        try
        {
            await client.CreateAsync(new Namespace { Metadata = new() { Name = name } }, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesException error) when (error.IsAlreadyExists)
        {
            // Another replica was faster.
        }
    }
}
