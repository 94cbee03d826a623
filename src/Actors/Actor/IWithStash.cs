namespace MeshActors.Actors.Actor;

/// <summary>An actor that can put messages off. The runtime sets the property before the actor starts.</summary>
public interface IWithStash
{
    /// <summary>Where messages wait.</summary>
    IStash Stash { get; set; }
}
