namespace MeshActors.Host.Options;

/// <summary>The process's environment: the only place that reads it.</summary>
internal static class ProcessEnvironment
{
    public static string? Read(string name)
    {
#pragma warning disable RS0030 // Options are made here and handed on from here.
        var value = Environment.GetEnvironmentVariable(name);
#pragma warning restore RS0030
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
