global using MeshActors.Actors.Actor;
