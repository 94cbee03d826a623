namespace MeshActors.Conformance.Cases;

/// <summary>How resources are asked for.</summary>
public enum Transport
{
    /// <summary>The translation is called in process.</summary>
    Direct,

    /// <summary>A real server, state of the world.</summary>
    Sotw,

    /// <summary>A real server, delta.</summary>
    Delta,
}
