namespace MeshActors.Actors.Publication;

/// <summary>Content of a topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Stamp">How new it is.</param>
/// <param name="BaseVersion">The version that the content is a change of; -1 where it stands for itself.</param>
/// <param name="Content">A registered message; null where the subscriber has this version already.</param>
public sealed record Published(string Topic, Stamp Stamp, long BaseVersion, object? Content);
