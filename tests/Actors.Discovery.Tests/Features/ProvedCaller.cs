using MeshActors.Actors.Discovery.Identities;
using MeshActors.Grpc;

namespace MeshActors.Actors.Discovery.Tests.Features;

/// <summary>Every caller has proved these names.</summary>
internal sealed class ProvedCaller(params string[] identities) : ICallerAuthenticator
{
    public ValueTask<IReadOnlyList<string>?> AuthenticateAsync(ServerCallContext call) => new(identities);
}
