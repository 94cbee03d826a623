using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Xds.Direct;
using MeshActors.Conformance.Xds.Served;

namespace MeshActors.Conformance.Xds;

/// <summary>The ways to reach what is under test.</summary>
public static class XdsSubjects
{
    public static IXdsSubjects Over(Transport transport) => transport switch
    {
        Transport.Direct => new DirectSubjects(),
        _ => new ServedSubjects(isDelta: transport == Transport.Delta),
    };
}
