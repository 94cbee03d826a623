using System.ComponentModel;
using System.Diagnostics;
using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>Programs of others that tests use where they are there.</summary>
internal static class InstalledPrograms
{
    private static readonly Lazy<string?> UnpackedEnvoy = new(UnpackEnvoy);

    /// <summary>Envoy: <c>MESHACTORS_ENVOY</c>, or the packed one in the shared folder, unpacked once; null where there is none.</summary>
    public static string? Envoy => UnpackedEnvoy.Value;

    public static bool Runs(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string? UnpackEnvoy()
    {
        if (Environment.GetEnvironmentVariable("MESHACTORS_ENVOY") is { Length: > 0 } configured)
        {
            return configured;
        }

        if (SharedData.Find("peers/envoy-1.40.0-linux-x64.xz") is not { } packed)
        {
            return null;
        }

        var unpacked = Path.Combine(SharedData.Repository, ".peers", "envoy-1.40.0");
        if (File.Exists(unpacked))
        {
            return unpacked;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(unpacked)!);
        var partial = $"{unpacked}.{Environment.ProcessId}";
        if (!Runs("sh", "-c", $"xz -dc '{packed}' > '{partial}' && chmod +x '{partial}'"))
        {
            return null;
        }

        File.Move(partial, unpacked, overwrite: true);
        return unpacked;
    }
}
