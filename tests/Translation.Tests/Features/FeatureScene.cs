using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation.Tests.Endpoints;
using MeshActors.Translation.Tests.Listeners;

namespace MeshActors.Translation.Tests.Features;

/// <summary>Meshes of installations that switched something.</summary>
internal static class FeatureScene
{
    public static readonly ProxyNode DualSidecar = Scene.Client with { HasIpv6 = true, IpAddresses = ["10.1.0.99", "fd00::99"] };

    public static MeshGlobals Globals(MeshFeatures features) => new() { Mesh = Mesh(features), Networks = new() };

    public static MeshConfig Mesh(MeshFeatures features) => MeshConfigDefaults.Mesh with { Features = features };

    public static ListenerMesh Listeners(MeshFeatures features) => new() { Mesh = Mesh(features) };
}
