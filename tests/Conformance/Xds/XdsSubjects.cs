using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Xds.Direct;

namespace MeshActors.Conformance.Xds;

/// <summary>The ways to reach what is under test.</summary>
public static class XdsSubjects
{
    public static IXdsSubjects Over(Transport transport) => transport switch
    {
        Transport.Direct => new DirectSubjects(),
        _ => throw new NotAvailableException($"--over {transport.ToString().ToLowerInvariant()}: this build has no server to ask"),
    };
}
