namespace MeshActors.Testing;

/// <summary>
/// Finds the conformance data, facts and real peers that live beside the checkout in <c>../shared</c>
/// (or where <c>MESHACTORS_SHARED</c> points). Tests that need them are skipped with a notice where they are absent.
/// </summary>
public static class SharedData
{
    /// <summary>The root of this checkout: the folder that holds MeshActors.sln.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The shared folder, or null where there is none.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>A folder or file below the shared folder, or null where it is absent.</summary>
    public static string? Find(string relativePath)
    {
        if (Root is null)
        {
            return null;
        }

        var path = Path.Combine(Root, relativePath);
        return Directory.Exists(path) || File.Exists(path) ? path : null;
    }

    private static string? FindRoot()
    {
        var configured = Environment.GetEnvironmentVariable("MESHACTORS_SHARED");
        var candidate = configured ?? Path.Combine(Path.GetDirectoryName(Repository)!, "shared");
        return Directory.Exists(candidate) ? candidate : null;
    }

    private static string FindRepository()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "MeshActors.sln")))
            {
                return directory;
            }
        }

        throw new DirectoryNotFoundException($"No MeshActors.sln above {AppContext.BaseDirectory}.");
    }
}
