namespace MeshActors.Actors.Publication;

/// <summary>What a publication is to one who has seen others.</summary>
public enum Novelty
{
    /// <summary>From an older view or version: to be dropped.</summary>
    Older,

    /// <summary>The content that was seen already, perhaps from another publisher.</summary>
    Same,

    /// <summary>New content.</summary>
    Newer,
}
