namespace MeshActors.Kubernetes.Embedded.Auth;

/// <summary>What someone wants to do: a verb on a resource, or on a path that is no resource.</summary>
internal sealed record AccessRequest(string Verb, string Group, string Resource, string Subresource, string Namespace, string Name)
{
    /// <summary>The path of a request for something that is no resource, else null.</summary>
    public string? NonResourcePath { get; init; }

    public string FullResource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";
}
