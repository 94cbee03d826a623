using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Feeds;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Host.Debugging.Feeds;

/// <summary>Asks the publishers of feeds, on whichever replica they live, for their state once.</summary>
internal sealed class FeedQuestions(ActorSystem system, IFeedRegions regions)
{
    /// <summary>The state of every topic.</summary>
    /// <exception cref="DebugException">Some publisher did not answer in time.</exception>
    public async Task<IReadOnlyDictionary<IFeedTopic, object>> AskAsync(IReadOnlyCollection<IFeedTopic> topics)
    {
        if (topics.Count == 0)
        {
            return new Dictionary<IFeedTopic, object>();
        }

        var question = system.ActorOf(Props.Create(() => new FeedQuestion(regions, topics)));
        try
        {
            return (await question.Ask<FeedAnswers>(FeedQuestion.Start.Instance, DebugSources.Patience).ConfigureAwait(false)).States;
        }
        catch (AskTimeoutException)
        {
            throw new DebugException(
                StatusCodes.Status503ServiceUnavailable,
                $"not every owner of the {topics.Count} parts asked for answered within {DebugSources.Patience.TotalSeconds:0} s; owners may be moving between replicas: ask again");
        }
        finally
        {
            system.Stop(question);
        }
    }
}
