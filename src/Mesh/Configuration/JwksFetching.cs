namespace MeshActors.Mesh.Configuration;

/// <summary>Who fetches the keys of token issuers.</summary>
public enum JwksFetching
{
    /// <summary>The control plane; the data plane gets the keys themselves.</summary>
    ControlPlane,

    /// <summary>The data plane where the mesh has a service of the address's name, or else the control plane.</summary>
    Hybrid,

    /// <summary>The data plane alone, which has to have a service of the address's name.</summary>
    DataPlane,
}
