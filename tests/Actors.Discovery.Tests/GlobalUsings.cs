global using MeshActors.Actors.Actor;
global using RpcStatus = MeshActors.Grpc.Status;
