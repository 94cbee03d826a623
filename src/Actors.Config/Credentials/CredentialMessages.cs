namespace MeshActors.Actors.Config.Credentials;

/// <summary>A scope says what it needs to know to give its proxies their credentials; nothing where it gives none any more.</summary>
internal sealed record NeedCredentials(IActorRef Scope, CredentialNeeds Needs);

/// <summary>Tells a scope what is known of credentials now.</summary>
internal sealed record CredentialsChanged(CredentialSnapshot Known);
