using System.ComponentModel;
using System.Diagnostics;

namespace MeshActors.Grpc.Tests.Interop;

internal static class InstalledProgram
{
    /// <summary>Whether a program is there and ends well with these arguments.</summary>
    public static bool Runs(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
