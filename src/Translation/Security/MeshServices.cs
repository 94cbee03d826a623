using MeshActors.Mesh.View;

namespace MeshActors.Translation.Security;

/// <summary>Services that the mesh's configuration names as <c>NAMESPACE/HOST</c> or <c>HOST</c>.</summary>
internal static class MeshServices
{
    /// <summary>Null where no service has the name, or several have it and the namespace is not said.</summary>
    public static string? HostnameOf(string service, MeshView view)
    {
        if (service.Split('/') is [var ns, var name])
        {
            return view.ServicesNamed(name).ContainsKey(ns) ? name : null;
        }

        return view.ServicesNamed(service).Count == 1 ? service : null;
    }
}
