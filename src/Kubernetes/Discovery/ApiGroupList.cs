namespace MeshActors.Kubernetes.Discovery;

/// <summary>The answer of <c>/apis</c>.</summary>
public sealed record ApiGroupList(IReadOnlyList<ApiGroup>? Groups);

/// <summary>One group and its versions, the server's favourite apart.</summary>
public sealed record ApiGroup(string Name, IReadOnlyList<ApiGroupVersion>? Versions, ApiGroupVersion? PreferredVersion);

/// <param name="GroupVersion"><c>group/version</c>.</param>
public sealed record ApiGroupVersion(string GroupVersion, string Version);

/// <summary>The answer of <c>/api/v1</c> and <c>/apis/group/version</c>.</summary>
public sealed record ApiResourceList(string? GroupVersion, IReadOnlyList<ApiResource>? Resources);

/// <param name="Name">The plural; with a slash for a subresource.</param>
public sealed record ApiResource(
    string Name,
    string? SingularName,
    bool Namespaced,
    string Kind,
    IReadOnlyList<string>? Verbs,
    IReadOnlyList<string>? ShortNames);
