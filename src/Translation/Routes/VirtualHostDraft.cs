namespace MeshActors.Translation.Routes;

/// <summary>A virtual host before it is encoded: the key, and all that the encoding is made of.</summary>
/// <param name="Name">Unique in its route configuration.</param>
/// <param name="Domains">Unique in its route configuration too.</param>
/// <param name="Routes">In order.</param>
/// <param name="IncludesAttemptCount">Whether <c>x-envoy-attempt-count</c> is sent.</param>
/// <param name="RequiresTls">Whether plain requests are redirected to HTTPS.</param>
internal sealed record VirtualHostDraft(
    string Name,
    ValueList<string> Domains,
    ReferenceSequence<EncodedRoute> Routes,
    bool IncludesAttemptCount,
    bool RequiresTls = false)
{
    /// <summary>The route that stands behind the others for a service that no VirtualService has routes for; null without.</summary>
    public ServiceRoute? ToService { get; init; }

    /// <summary>The sessions that the host's service asks for; null without.</summary>
    public PersistentSession? Session { get; init; }

    /// <summary>What tells most virtual hosts apart.</summary>
    public override int GetHashCode() => HashCode.Combine(Name, Routes, Domains.Count);
}
