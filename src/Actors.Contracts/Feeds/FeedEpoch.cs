namespace MeshActors.Actors.Contracts.Feeds;

/// <summary>
/// Which life of a publisher a message comes from. A later membership view is newer; within one view, a later start is.
/// Two owners of one entity may publish at the same time for a moment: subscribers follow the newest epoch.
/// </summary>
/// <param name="View">Number of the membership view under which the publisher started.</param>
/// <param name="Start">When it started, in ticks of UTC; breaks ties between starts under one view.</param>
public readonly record struct FeedEpoch(long View, long Start) : IComparable<FeedEpoch>
{
    public int CompareTo(FeedEpoch other)
    {
        var byView = View.CompareTo(other.View);
        return byView != 0 ? byView : Start.CompareTo(other.Start);
    }

    public static bool operator >(FeedEpoch left, FeedEpoch right) => left.CompareTo(right) > 0;

    public static bool operator <(FeedEpoch left, FeedEpoch right) => left.CompareTo(right) < 0;
}
