using System.IO.Enumeration;
using System.Text.Json;

namespace MeshActors.Conformance.Cases;

/// <summary>Finds cases: a folder is one case, an area of cases, or a folder of areas.</summary>
public static class CaseFolder
{
    private const int Areas = 2;

    /// <summary>The cases below a folder by name, as <paramref name="options"/> choose them.</summary>
    public static IReadOnlyList<CaseFile> Find(RunOptions options)
    {
        if (!Directory.Exists(options.Folder))
        {
            throw new DirectoryNotFoundException($"{options.Folder} is no folder.");
        }

        var include = options.ShowOnly ?? options.Include;
        var cases = CaseFolders(Path.GetFullPath(options.Folder), Areas)
            .Where(folder => include is null || FileSystemName.MatchesSimpleExpression(include, Path.GetFileName(folder)))
            .OrderBy(folder => folder, StringComparer.Ordinal)
            .Select(Read)
            .Where(found => !options.ExcludeKinds.Overlaps(KindsOf(found)));
        return [.. cases];
    }

    private static IEnumerable<string> CaseFolders(string folder, int depth)
    {
        if (File.Exists(Path.Combine(folder, "case.json")))
        {
            return [folder];
        }

        return depth == 0 ? [] : Directory.EnumerateDirectories(folder).SelectMany(child => CaseFolders(child, depth - 1));
    }

    private static CaseFile Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json")), new JsonDocumentOptions { MaxDepth = 256 });
        var content = document.RootElement.Clone();
        return new CaseFile(Path.GetFileName(folder), folder, content.GetProperty("kind").GetString()!, content);
    }

    // The kind of the case itself, and those of the objects in its input.
    private static IEnumerable<string> KindsOf(CaseFile file)
    {
        yield return file.Kind;
        if (file.Content.TryGetProperty("kinds", out var kinds))
        {
            foreach (var kind in kinds.EnumerateArray())
            {
                yield return kind.GetString()!;
            }
        }
    }
}
