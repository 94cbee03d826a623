namespace MeshActors.Translation.Routes;

/// <summary>
/// What a gateway's server contributes to hosts: the routes of a VirtualService, or that plain requests are redirected. All hosts that get the
/// same share it.
/// </summary>
/// <param name="Server">Which of the servers.</param>
/// <param name="Port">Its port.</param>
/// <param name="RequiresTls">Whether the server redirects plain requests.</param>
/// <param name="Routes">The routes; null where it only redirects.</param>
/// <param name="Session">The sessions that count where this is the host's first share.</param>
internal sealed record HostShare(int Server, int Port, bool RequiresTls, EncodedRoute[]? Routes, PersistentSession? Session);
