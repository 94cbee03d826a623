using System.Text.Json;

namespace MeshActors.Conformance.Cases;

/// <summary>One case's folder with its parsed <c>case.json</c>.</summary>
/// <param name="Name">the folder's name</param>
/// <param name="Folder">where the files that the case names are</param>
/// <param name="Kind">what to run</param>
public sealed record CaseFile(string Name, string Folder, string Kind, JsonElement Content)
{
    /// <summary>What cases are grouped by: the name up to its first hyphen.</summary>
    public string Prefix => Name.IndexOf('-', StringComparison.Ordinal) is > 0 and var at ? Name[..at] : Name;

    /// <summary>A file of the case, or null where there is none.</summary>
    public string? Find(string file)
    {
        var path = Path.Combine(Folder, file);
        return File.Exists(path) ? path : null;
    }
}
