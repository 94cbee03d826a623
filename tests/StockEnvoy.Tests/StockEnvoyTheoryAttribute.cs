using MeshActors.Testing;

namespace MeshActors.StockEnvoy.Tests;

/// <summary>A test that runs a real Envoy; skipped with a notice where there is none, no case, or no right to make namespaces.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StockEnvoyTheoryAttribute : TheoryAttribute
{
    public StockEnvoyTheoryAttribute()
    {
        if (SharedData.Find("conformance/xds") is null)
        {
            Skip = "no conformance/xds in the shared folder";
        }
        else if (PeerPrograms.Envoy is null)
        {
            Skip = "no Envoy in MESHACTORS_ENVOY, on the path or in the shared folder";
        }
        else if (!EnvoyHost.IsAvailable)
        {
            Skip = "no right to make network namespaces";
        }
    }
}
