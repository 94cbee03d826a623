namespace MeshActors.Actors.TestKit;

/// <summary>Ends what others wait for, in a test's place.</summary>
public static class OffContext
{
    /// <summary>
    /// Runs an action away from the test's synchronization context. Whoever waits for what it completes goes on within the call: under that
    /// context it would be on a thread of the pool, where no wait for rest counts it.
    /// </summary>
    public static void Run(Action action)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
