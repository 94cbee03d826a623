using Xunit;

namespace MeshActors.Testing;

/// <summary>A test that reads the shared data; where they are absent it is skipped with a notice.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <param name="relativePath">The file or folder below the shared folder that the test reads.</param>
    public SharedDataFactAttribute(string relativePath)
    {
        if (SharedData.Find(relativePath) is null)
        {
            Skip = $"no {relativePath} in the shared folder";
        }
    }
}
