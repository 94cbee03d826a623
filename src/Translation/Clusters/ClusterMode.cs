namespace MeshActors.Translation.Clusters;

/// <summary>What an outbound cluster is for.</summary>
public enum ClusterMode
{
    /// <summary>Mutual TLS and everything else that a client needs.</summary>
    Default,

    /// <summary>A gateway between networks that forwards by SNI: the stream inside stays as it is.</summary>
    SniDnat,
}
