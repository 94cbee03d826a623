using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Support;

/// <summary>A test that runs the real kubectl; where there is none on the PATH it is skipped with a notice.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    /// <param name="sharedPath">A file below the shared folder that the test reads too, or null.</param>
    /// <param name="minor">The first minor version of kubectl 1 that has what the test does.</param>
    public KubectlFactAttribute(string? sharedPath = null, int minor = 0)
    {
        if (KubectlRunner.Minor is not { } found)
        {
            Skip = "no kubectl on the PATH";
        }
        else if (found < minor)
        {
            Skip = $"kubectl is 1.{found}, and this needs 1.{minor}";
        }
        else if (sharedPath is not null && SharedData.Find(sharedPath) is null)
        {
            Skip = $"no {sharedPath} in the shared folder";
        }
    }
}
