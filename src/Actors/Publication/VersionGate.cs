namespace MeshActors.Actors.Publication;

/// <summary>
/// Lets publications of one topic through so that what is seen never goes back. While a shard moves, two publishers may
/// be heard at once. The one of the newer view is followed; but its first words may come from a source that it has not
/// read to the end, so content older than what was seen is dropped whoever says it. The view is taken over only with
/// content: until the new publisher has caught up, the old one is still good.
/// </summary>
public sealed class VersionGate
{
    /// <summary>The newest let through.</summary>
    public Stamp Last { get; private set; } = Stamp.None;

    /// <summary>Judges a publication and, where it is newer, takes it as seen.</summary>
    public Novelty Judge(Stamp stamp)
    {
        if (stamp.View < Last.View || stamp.Version < Last.Version)
        {
            return Novelty.Older;
        }

        var novelty = stamp.Version == Last.Version ? Novelty.Same : Novelty.Newer;
        Last = stamp;
        return novelty;
    }
}
