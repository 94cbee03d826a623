using System.ComponentModel;
using System.Diagnostics;

namespace MeshActors.Testing;

/// <summary>
/// Real programs that MeshActors works with and that no package registry carries: named by an environment variable, on the path,
/// or packed in the shared folder. Tests that need one are skipped with a notice where there is none.
/// </summary>
public static class PeerPrograms
{
    private static readonly Lazy<string?> EnvoyPath = new(() => Find("MESHACTORS_ENVOY", "envoy", "peers/envoy-1.40.0-linux-x64.xz"));

    /// <summary>A stock Envoy, or null where there is none.</summary>
    public static string? Envoy => EnvoyPath.Value;

    /// <summary>Whether a program is installed and ends well with these arguments.</summary>
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

    private static string? Find(string variable, string name, string packed)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } configured)
        {
            return File.Exists(configured) ? configured : throw new FileNotFoundException($"{variable} names {configured}, which is not there.");
        }

        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return onPath ?? (OperatingSystem.IsLinux() && SharedData.Find(packed) is { } archive ? Unpack(archive) : null);
    }

    /// <summary>Unpacked once for all checkouts; the name holds the archive's size, so that another version is another file.</summary>
    private static string? Unpack(string archive)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "meshactors-peers")).FullName;
        var program = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(archive)}-{new FileInfo(archive).Length}");
        if (File.Exists(program))
        {
            return program;
        }

        var partial = $"{program}.{Environment.ProcessId}";
        try
        {
            using var xz = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec xz -dc \"$1\" > \"$2\"", "sh", archive, partial]))!;
            xz.WaitForExit();
            if (xz.ExitCode != 0)
            {
                return null;
            }

#pragma warning disable CA1416 // Only reached on Linux.
            File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
            File.Move(partial, program, overwrite: true);
            return program;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
