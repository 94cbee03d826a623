using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.TestKit;

namespace MeshActors.Actors.Contracts.Tests.Feeds;

/// <summary>What a subscriber takes of what a publisher tells, where it has followed another life of the publisher.</summary>
public sealed class FeedPublisherTests : IAsyncLifetime
{
    private static readonly FeedEpoch First = new(7, 1);
    private static readonly FeedEpoch TakenOver = new(7, 2);

    private readonly TestKit.TestKit _kit = new();
    private readonly FeedReader _reader = new(MeshTopic.Instance);
    private TestProbe _probe = null!;

    public Task InitializeAsync()
    {
        _probe = _kit.CreateTestProbe();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _kit.DisposeAsync();

    [Fact]
    public async Task OwnerThatIsInReachAgain_IsFollowedAgainByWhoFollowedItsDeputy()
    {
        var owner = Publisher(First);
        owner.Publish("one", () => "one");
        await SubscribeAsync(owner, "one");
        var deputy = Publisher(TakenOver);
        deputy.Publish("one", () => "one");
        await SubscribeAsync(deputy, "one");

        owner.Publish("two", () => "two");
        await _kit.AwaitQuiescenceAsync();
        _reader.Accept(await _probe.ExpectMsgAsync<FeedChange>(), out _).ShouldBeFalse("It follows the deputy.");
        await SubscribeAsync(owner, "two");

        // What the deputy tells until it stops counts no more.
        deputy.Publish("old", () => "old");
        _reader.Accept(await _probe.ExpectMsgAsync<FeedChange>(), out var lost).ShouldBeFalse();
        lost.ShouldBeFalse();
        await ExpectAsync(owner, "three");
    }

    [Fact]
    public async Task Publisher_MadeAgainInItsEpoch_IsFollowedByWhoHeldMore()
    {
        var gone = Publisher(First);
        gone.Publish("one", () => "one");
        await SubscribeAsync(gone, "one");
        for (var i = 0; i < 3; i++)
        {
            gone.Publish("more", () => "more");
            _reader.Accept(await _probe.ExpectMsgAsync<FeedChange>(), out _).ShouldBeTrue();
        }

        var successor = Publisher(First);
        successor.Publish("two", () => "two");
        await SubscribeAsync(successor, "two");
        await ExpectAsync(successor, "three");
    }

    [Fact]
    public async Task Publisher_AskedByWhoHeldMoreBeforeItKnowsItsState_TellsTheStateOnceItDoes()
    {
        var gone = Publisher(TakenOver);
        gone.Publish("one", () => "one");
        await SubscribeAsync(gone, "one");
        var successor = Publisher(First);

        successor.Subscribe(_reader.Request(_probe.Ref), () => null);
        successor.Subscribe(_reader.Request(_probe.Ref), () => null);
        await _probe.ExpectNoMsgAsync();

        successor.HasPublished.ShouldBeFalse();
        successor.Publish("two", () => "whole");
        var told = await _probe.ExpectMsgAsync<FeedState>();
        told.State.ShouldBe("whole");
        _reader.Accept(told).ShouldBeTrue();
    }

    [Fact]
    public async Task SubscribersThatWereNotElsewhere_AreToldTheStateAtTheNextChange()
    {
        var owner = Publisher(First);
        owner.Publish("one", () => "one");
        var other = _kit.CreateTestProbe();
        var stayed = new FeedReader(MeshTopic.Instance);
        owner.Subscribe(stayed.Request(other.Ref), () => "one");
        stayed.Accept(await other.ExpectMsgAsync<FeedState>()).ShouldBeTrue();
        var deputy = Publisher(TakenOver);
        deputy.Publish("one", () => "one");
        await SubscribeAsync(deputy, "one");

        await SubscribeAsync(owner, "one");
        await other.ExpectNoMsgAsync();
        owner.Publish("two", () => "two");

        var told = await other.ExpectMsgAsync<FeedState>();
        told.State.ShouldBe("two");
        stayed.Accept(told).ShouldBeTrue();
    }

    private FeedPublisher Publisher(FeedEpoch epoch) => new(MeshTopic.Instance, epoch, _kit.Clock);

    private async Task SubscribeAsync(FeedPublisher publisher, string state)
    {
        publisher.Subscribe(_reader.Request(_probe.Ref), () => state);
        var told = await _probe.ExpectMsgAsync<FeedState>();
        told.State.ShouldBe(state);
        _reader.Accept(told).ShouldBeTrue($"{told.Position} was told to who held {_reader.Position}.");
    }

    // The first after another epoch comes as the whole state, to be on the safe side.
    private async Task ExpectAsync(FeedPublisher publisher, string content)
    {
        publisher.Publish(content, () => content);
        switch (await _probe.ReceiveOneAsync())
        {
            case FeedState told:
                told.State.ShouldBe(content);
                _reader.Accept(told).ShouldBeTrue();
                break;
            case FeedChange told:
                told.Change.ShouldBe(content);
                _reader.Accept(told, out _).ShouldBeTrue();
                break;
            case var other:
                throw new ShouldAssertException($"{other} is neither state nor change.");
        }
    }
}
