namespace MeshActors.Kubernetes.Embedded.Tests.Support;

/// <summary>A test that runs the real kubectl; where there is none on the PATH it is skipped with a notice.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        if (KubectlRunner.Binary is null)
        {
            Skip = "no kubectl on the PATH";
        }
    }
}
