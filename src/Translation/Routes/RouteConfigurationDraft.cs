namespace MeshActors.Translation.Routes;

/// <summary>A route configuration before its parts are joined.</summary>
/// <param name="Name">The name under which proxies ask for it.</param>
/// <param name="Hosts">Encoded virtual hosts.</param>
/// <param name="Form">The settings beside them.</param>
internal sealed record RouteConfigurationDraft(string Name, ReferenceSequence<byte[]> Hosts, RouteForm Form);

/// <summary>Settings of route configurations.</summary>
internal enum RouteForm
{
    /// <summary>For Envoy: ports in authorities do not count; direct responses up to 1 MiB.</summary>
    Full,

    /// <summary>Envoy asked for something that is not there (any more): an answer without hosts.</summary>
    Empty,

    /// <summary>For gRPC clients: nothing but virtual hosts.</summary>
    Bare,
}
