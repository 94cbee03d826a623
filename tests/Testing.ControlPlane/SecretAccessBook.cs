using System.Collections.Concurrent;
using MeshActors.Actors.Config.Credentials;

namespace MeshActors.Testing.ControlPlane;

/// <summary>Who may read Secrets, in a test's hands.</summary>
public sealed class SecretAccessBook : ISecretAccess
{
    private readonly ConcurrentQueue<ServiceAccountKey> _asked = [];

    /// <summary>What is answered from now on; fails where it throws.</summary>
    public Func<AccessVerdict> Verdict { get; set; } = () => new(true, "");

    /// <summary>Every question so far.</summary>
    public IReadOnlyCollection<ServiceAccountKey> Asked => _asked;

    public Task<AccessVerdict> ReviewAsync(ServiceAccountKey account, CancellationToken cancellationToken)
    {
        _asked.Enqueue(account);
        try
        {
            return Task.FromResult(Verdict());
        }
        catch (InvalidOperationException failure)
        {
            return Task.FromException<AccessVerdict>(failure);
        }
    }
}
