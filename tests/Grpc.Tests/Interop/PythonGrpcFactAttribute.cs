namespace MeshActors.Grpc.Tests.Interop;

/// <summary>A fact that needs Debian's python3-grpcio; skipped with a notice where it cannot be imported.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonGrpcFactAttribute : FactAttribute
{
    /// <summary>The distribution's own interpreter: another one on the path does not see its packages.</summary>
    public const string Python = "/usr/bin/python3";

    public PythonGrpcFactAttribute()
    {
        if (!InstalledProgram.Runs(Python, "-c", "import grpc"))
        {
            Skip = $"{Python} cannot import grpc (python3-grpcio is not installed).";
        }
    }
}
