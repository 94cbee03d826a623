using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance.Xds;

/// <summary>The ways to reach what is under test.</summary>
public static class XdsSubjects
{
    public static IXdsSubjects Over(Transport transport) => transport switch
    {
        _ => throw new NotAvailableException($"--over {transport.ToString().ToLowerInvariant()}: this build has no translation or server to ask"),
    };
}
