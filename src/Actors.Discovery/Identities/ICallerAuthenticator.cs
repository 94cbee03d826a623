using MeshActors.Grpc;

namespace MeshActors.Actors.Discovery.Identities;

/// <summary>Finds out who is at the other end of a call, from what its transport has verified.</summary>
public interface ICallerAuthenticator
{
    /// <returns>
    /// The names that the caller has proved to have, SPIFFE ids among them; null where nobody is asked to prove any, as in clear text.
    /// </returns>
    /// <exception cref="RpcException">The caller was asked and has proved nothing.</exception>
    ValueTask<IReadOnlyList<string>?> AuthenticateAsync(ServerCallContext call);
}

/// <summary>Nobody is asked for anything, and nobody gets what is for proved callers only.</summary>
public sealed class AnonymousCallers : ICallerAuthenticator
{
    public static readonly AnonymousCallers Instance = new();

    public ValueTask<IReadOnlyList<string>?> AuthenticateAsync(ServerCallContext call) => new((IReadOnlyList<string>?)null);
}
