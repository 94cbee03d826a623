namespace MeshActors.Mesh.Networking;

public enum RouteMatchAction
{
    Any = 0,
    Route = 1,
    Redirect = 2,
    DirectResponse = 3,
}
