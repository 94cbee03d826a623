namespace MeshActors.Translation.Security.Authentication;

/// <summary>The keys by which tokens are verified, fetched for the data plane, which then needs no way to the issuer.</summary>
public interface IJsonWebKeySets
{
    /// <summary>What is known of a key set now; must not wait. An implementation fetches what it was asked for in the background.</summary>
    /// <param name="issuer">Whose discovery document names the key set where <paramref name="uri"/> is empty.</param>
    /// <param name="uri">Where the key set is; may be empty.</param>
    /// <returns>The key set as JSON text, or null while it is not known.</returns>
    string? Find(string issuer, string uri);
}

/// <summary>Fetches nothing: only tokens of issuers whose keys stand in the configuration can be verified.</summary>
public sealed class NoJsonWebKeySets : IJsonWebKeySets
{
    public string? Find(string issuer, string uri) => null;
}
