namespace MeshActors.Kubernetes;

/// <summary>
/// A kind of object as the API server addresses it. <paramref name="Group"/> is empty for the core group,
/// <paramref name="Plural"/> is the lower-case path segment.
/// </summary>
public sealed record ResourceType(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    /// <summary>The value of an object's <c>apiVersion</c> field: <c>v1</c> or <c>group/version</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>
    /// The URL path of a collection (no <paramref name="name"/>), an object or its subresource. A namespaced type
    /// without a namespace addresses the collection of all namespaces.
    /// </summary>
    public string Path(string? @namespace = null, string? name = null, string? subresource = null)
    {
        var root = Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
        var scope = Namespaced && !string.IsNullOrEmpty(@namespace) ? $"/namespaces/{Uri.EscapeDataString(@namespace)}" : "";
        var item = name is null ? "" : $"/{Uri.EscapeDataString(name)}";
        return $"{root}{scope}/{Plural}{item}{(subresource is null ? "" : "/" + subresource)}";
    }

    /// <summary><c>pods</c> or <c>deployments.apps</c>, as kubectl writes it.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
