namespace MeshActors.Actors.Actor;

/// <summary>Messages of an actor to itself at a later time. Starting a key again replaces its timer.</summary>
public interface ITimerScheduler
{
    /// <summary>Sends the message every interval, first after one.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    /// <summary>Sends the message every interval, first after the initial delay.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <summary>Sends the message once.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <summary>Whether a timer of the key is to fire still.</summary>
    bool IsTimerActive(object key);

    /// <summary>Ends a timer. Its message does not come any more, even where it is already in the mailbox.</summary>
    void Cancel(object key);

    /// <summary>Ends all timers.</summary>
    void CancelAll();
}
