namespace MeshActors.Host.Callers;

/// <summary>Whose a token is.</summary>
/// <param name="Account">The service account; null where the token proves none.</param>
/// <param name="Failure">Why it proves none; holds nothing of the token.</param>
internal readonly record struct TokenVerdict((string Namespace, string Name)? Account, string Failure)
{
    public static TokenVerdict No(string failure) => new(null, failure);
}
