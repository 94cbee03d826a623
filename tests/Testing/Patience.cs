namespace MeshActors.Testing;

/// <summary>How long tests wait for what must come.</summary>
public static class Patience
{
    /// <summary>Ends a test that hangs, and nothing else: no machine that builds the project is so slow that it decides.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
}
