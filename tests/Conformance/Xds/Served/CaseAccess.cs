using MeshActors.Actors.Config.Credentials;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>What the API server says of every service account of a case.</summary>
internal sealed class CaseAccess(bool mayRead) : ISecretAccess
{
    public Task<AccessVerdict> ReviewAsync(ServiceAccountKey account, CancellationToken cancellationToken) =>
        Task.FromResult(new AccessVerdict(mayRead, "as the case says"));
}
