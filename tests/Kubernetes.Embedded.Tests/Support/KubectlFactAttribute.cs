using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Support;

/// <summary>A test that runs the real kubectl; where there is none on the PATH it is skipped with a notice.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    /// <param name="sharedPath">A file below the shared folder that the test reads too, or null.</param>
    public KubectlFactAttribute(string? sharedPath = null)
    {
        if (KubectlRunner.Binary is null)
        {
            Skip = "no kubectl on the PATH";
        }
        else if (sharedPath is not null && SharedData.Find(sharedPath) is null)
        {
            Skip = $"no {sharedPath} in the shared folder";
        }
    }
}
