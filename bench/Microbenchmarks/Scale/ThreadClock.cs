using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MeshActors.Microbenchmarks.Scale;

/// <summary>
/// The processor time of this thread, which other work on the machine does not lengthen; elapsed time where the system has no
/// such clock.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static double Milliseconds
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
            }

            _ = ReadClock(ThreadProcessorTime, out var time);
            return (time.Seconds * 1000.0) + (time.Nanoseconds / 1e6);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
