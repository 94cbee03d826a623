namespace MeshActors.Mesh.Networking;

/// <summary>The sort of object that a patch changes.</summary>
public enum ApplyTo
{
    Invalid = 0,
    Listener = 1,
    FilterChain = 2,
    NetworkFilter = 3,
    HttpFilter = 4,
    RouteConfiguration = 5,
    VirtualHost = 6,
    HttpRoute = 7,
    Cluster = 8,
    ExtensionConfig = 9,
    Bootstrap = 10,
    ListenerFilter = 11,
}
