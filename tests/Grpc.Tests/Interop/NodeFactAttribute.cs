namespace MeshActors.Grpc.Tests.Interop;

/// <summary>A fact that needs Node.js and npm; skipped with a notice where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!InstalledProgram.Runs("node", "--version") || !InstalledProgram.Runs("npm", "--version"))
        {
            Skip = "node or npm is not installed, so grpc-js cannot be run as a client.";
        }
    }
}
