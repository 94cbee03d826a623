using MeshActors.Actors.Contracts.Objects;

namespace MeshActors.Actors.Config.Credentials;

/// <summary>What it takes to say which credentials a scope's proxies get.</summary>
/// <param name="Objects">The Secrets, or ConfigMaps, of a namespace.</param>
/// <param name="Accounts">Whether these may read Secrets.</param>
internal sealed record CredentialNeeds(IReadOnlySet<ObjectsTopic> Objects, IReadOnlySet<ServiceAccountKey> Accounts)
{
    public static readonly CredentialNeeds None = new(new HashSet<ObjectsTopic>(), new HashSet<ServiceAccountKey>());

    public bool IsEmpty => Objects.Count == 0 && Accounts.Count == 0;

    public bool IsSameAs(CredentialNeeds other) => ReferenceEquals(this, other) || (Objects.SetEquals(other.Objects) && Accounts.SetEquals(other.Accounts));

    public CredentialNeeds And(CredentialNeeds other) =>
        other.IsEmpty ? this
        : IsEmpty ? other
        : new(Objects.Union(other.Objects).ToHashSet(), Accounts.Union(other.Accounts).ToHashSet());
}
