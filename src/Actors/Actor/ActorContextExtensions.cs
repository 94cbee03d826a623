using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Actor;

/// <summary>What contexts offer besides.</summary>
public static class ActorContextExtensions
{
    /// <summary>A logger named after the actor's class.</summary>
    public static ILogger GetLogger(this IActorContext context) =>
        context.System.Settings.LoggerFactory.CreateLogger(context.Props.Type);
}
