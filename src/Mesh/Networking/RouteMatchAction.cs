namespace MeshActors.Mesh.Networking;

/// <summary>The action of a route that a patch applies to.</summary>
public enum RouteMatchAction
{
    Any = 0,
    Route = 1,
    Redirect = 2,
    DirectResponse = 3,
}
