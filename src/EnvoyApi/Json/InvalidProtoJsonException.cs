namespace MeshActors.EnvoyApi;

/// <summary>JSON that is not the JSON form of the message it should be.</summary>
/// <param name="path">the place, from the root: <c>virtualHosts[0].routes[2].match</c>; empty for the root itself</param>
/// <param name="reason">what is wrong there</param>
public sealed class InvalidProtoJsonException(string path, string reason)
    : FormatException(path.Length == 0 ? reason : $"{path}: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;

    /// <summary>The same, seen from one step further up.</summary>
    internal InvalidProtoJsonException Below(string step) =>
        new(Path.Length == 0 ? step : Path[0] == '[' ? step + Path : $"{step}.{Path}", Reason);
}
