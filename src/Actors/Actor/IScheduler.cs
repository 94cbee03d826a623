namespace MeshActors.Actors.Actor;

/// <summary>Sends messages at a later time. For an actor's messages to itself, timers are the better choice.</summary>
public interface IScheduler
{
    /// <summary>Sends once after a delay.</summary>
    ICancelable ScheduleTellOnceCancelable(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Sends after an initial delay and then every interval.</summary>
    ICancelable ScheduleTellRepeatedlyCancelable(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender);
}
