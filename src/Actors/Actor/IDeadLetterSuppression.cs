namespace MeshActors.Actors.Actor;

/// <summary>Marks messages whose loss is of no interest: they are not reported as dead letters.</summary>
public interface IDeadLetterSuppression;
