using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>
/// The mesh's authorization providers with the host names of their services: a memo's key, of which the mesh configuration
/// counts by reference.
/// </summary>
internal sealed class AuthorizerInputs(MeshConfig mesh, ValueList<string?> hostnames) : IEquatable<AuthorizerInputs>
{
    public IReadOnlyList<ExtensionProvider> Providers => mesh.ExtensionProviders;

    /// <summary>One for each provider; null for those that are no authorizers and those whose service is unknown.</summary>
    public ValueList<string?> Hostnames => hostnames;

    public static AuthorizerInputs Of(MeshView view) => new(view.Mesh, [.. view.Mesh.ExtensionProviders.Select(provider =>
        (provider.EnvoyExtAuthzGrpc?.Service ?? provider.EnvoyExtAuthzHttp?.Service) is { Length: > 0 } service
            ? MeshServices.HostnameOf(service, view)
            : null)]);

    public bool Equals(AuthorizerInputs? other) =>
        other is not null && ReferenceEquals(Providers, other.Providers) && hostnames.Equals(other.Hostnames);

    public override bool Equals(object? obj) => Equals(obj as AuthorizerInputs);

    public override int GetHashCode() => hostnames.GetHashCode();
}
