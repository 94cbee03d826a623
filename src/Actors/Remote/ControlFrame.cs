using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

/// <summary>A frame about watching, in or out.</summary>
internal sealed record ControlFrame(FrameKind Kind, IActorRef Target, IActorRef Sender);
