namespace MeshActors.Actors.Contracts.Feeds;

/// <summary>How far a subscriber has followed a feed. Sequence 0 of no epoch: not at all.</summary>
public readonly record struct FeedPosition(FeedEpoch Epoch, long Sequence)
{
    public static readonly FeedPosition None;

    public FeedPosition Next() => this with { Sequence = Sequence + 1 };
}
