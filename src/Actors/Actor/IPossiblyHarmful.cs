namespace MeshActors.Actors.Actor;

/// <summary>Marks messages that end or disturb an actor; they are not taken from other replicas.</summary>
public interface IPossiblyHarmful;
