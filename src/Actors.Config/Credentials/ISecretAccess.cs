namespace MeshActors.Actors.Config.Credentials;

/// <summary>Whether service accounts may read Secrets, as the API server of their cluster says.</summary>
public interface ISecretAccess
{
    /// <summary>Asks whether the account may list the Secrets of its own namespace, which is what istiod asks before it gives it one.</summary>
    Task<AccessVerdict> ReviewAsync(ServiceAccountKey account, CancellationToken cancellationToken);
}

/// <summary>Names a service account.</summary>
public readonly record struct ServiceAccountKey(string Cluster, string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}/{Name} of cluster {Cluster}";
}

/// <param name="IsAllowed">Whether the account may.</param>
/// <param name="Reason">Why, as far as the API server says; may be empty.</param>
public sealed record AccessVerdict(bool IsAllowed, string Reason);

/// <summary>Nobody may read any.</summary>
public sealed class NoSecretAccess : ISecretAccess
{
    public static readonly NoSecretAccess Instance = new();

    private static readonly Task<AccessVerdict> Refusal = Task.FromResult(new AccessVerdict(false, "no account may read Secrets here"));

    public Task<AccessVerdict> ReviewAsync(ServiceAccountKey account, CancellationToken cancellationToken) => Refusal;
}
