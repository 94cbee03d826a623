using System.Threading.Channels;
using MeshActors.Actors.Actor;
using MeshActors.Testing;
using Shouldly;

namespace MeshActors.Actors.TestKit;

/// <summary>An actor that keeps what it is told, for a test to look at in order.</summary>
public sealed class TestProbe
{
    private readonly Channel<(object Message, IActorRef? Sender)> _received = Channel.CreateUnbounded<(object, IActorRef?)>();
    private readonly Func<Task> _rest;

    internal TestProbe(ActorSystem system, Func<Task> rest, string name)
    {
        _rest = rest;
        Ref = system.ActorOf(Props.Create(() => new ProbeActor(_received.Writer)), name);
    }

    /// <summary>The probe's address.</summary>
    public IActorRef Ref { get; }

    /// <summary>The sender of the message last looked at.</summary>
    public IActorRef? LastSender { get; private set; }

    /// <summary>Sends as the probe.</summary>
    public void Send(ICanTell receiver, object message) => receiver.Tell(message, Ref);

    /// <summary>Answers the message last looked at.</summary>
    public void Reply(object message) => LastSender.ShouldNotBeNull("The last message had no sender.").Tell(message, Ref);

    /// <summary>Watches as the probe; in force once the task completes.</summary>
    public async Task WatchAsync(IActorRef subject)
    {
        Ref.Tell(new ProbeActor.WatchThis(subject), ActorRefs.NoSender);
        await _rest();
    }

    /// <summary>Takes a watch back.</summary>
    public async Task UnwatchAsync(IActorRef subject)
    {
        Ref.Tell(new ProbeActor.UnwatchThis(subject), ActorRefs.NoSender);
        await _rest();
    }

    /// <summary>The next message, whatever it is.</summary>
    public async Task<object> ReceiveOneAsync()
    {
        using var cancel = new CancellationTokenSource(Patience.Limit);
        try
        {
            var (message, sender) = await _received.Reader.ReadAsync(cancel.Token);
            LastSender = sender;
            return message;
        }
        catch (OperationCanceledException)
        {
            throw new ShouldAssertException($"{Ref.Path} was told nothing within {Patience.Limit}.");
        }
    }

    /// <summary>The next message, which must be a <typeparamref name="T"/>.</summary>
    public async Task<T> ExpectMsgAsync<T>() => (await ReceiveOneAsync()).ShouldBeAssignableTo<T>()!;

    /// <summary>The next message, which must be a <typeparamref name="T"/> for which the predicate holds.</summary>
    public async Task<T> ExpectMsgAsync<T>(Func<T, bool> predicate)
    {
        var message = await ExpectMsgAsync<T>();
        predicate(message).ShouldBeTrue($"{message} is not what was expected.");
        return message;
    }

    /// <summary>The next message, which must equal the one given.</summary>
    public async Task<T> ExpectMsgAsync<T>(T expected)
    {
        var message = await ExpectMsgAsync<T>();
        message.ShouldBe(expected);
        return message;
    }

    /// <summary>Passes over messages until one fits.</summary>
    public async Task<T> FishForMessageAsync<T>(Func<T, bool>? fits = null)
    {
        while (true)
        {
            if (await ReceiveOneAsync() is T message && (fits is null || fits(message)))
            {
                return message;
            }
        }
    }

    /// <summary>The next message, which must say that the actor is gone.</summary>
    public Task<Terminated> ExpectTerminatedAsync(IActorRef subject) => ExpectMsgAsync<Terminated>(t => t.ActorRef.Equals(subject));

    /// <summary>Lets all actors come to rest; then there must be no message.</summary>
    public async Task ExpectNoMsgAsync()
    {
        await _rest();
        if (_received.Reader.TryRead(out var received))
        {
            throw new ShouldAssertException($"{Ref.Path} was told {received.Message} where nothing was expected.");
        }
    }

    /// <summary>Lets all actors come to rest, and gives all messages there are.</summary>
    public async Task<IReadOnlyList<object>> ReceiveAllAsync()
    {
        await _rest();
        var all = new List<object>();
        while (_received.Reader.TryRead(out var received))
        {
            LastSender = received.Sender;
            all.Add(received.Message);
        }

        return all;
    }
}
