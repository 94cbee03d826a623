namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>Who makes a request, as authentication found it.</summary>
public sealed record ApiUser(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>The group that may do everything.</summary>
    public const string MastersGroup = "system:masters";

    /// <summary>Stable id of the user, or empty.</summary>
    public string Uid { get; init; } = "";

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The server's own controllers.</summary>
    public static ApiUser System { get; } = new("system:apiserver", [MastersGroup, "system:authenticated"]);

    internal static ApiUser Anonymous { get; } = new("system:anonymous", ["system:unauthenticated"]);
}
