using System.Diagnostics;
using System.Globalization;

namespace MeshActors.XdsLoad.Measuring;

/// <summary>Processor time and memory of the server, as the kernel counts them.</summary>
internal sealed class ServerProcess(int id)
{
    private const double KilobytesAMegabyte = 1024;

    public TimeSpan Processor
    {
        get
        {
            using var process = Process.GetProcessById(id);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MB.</summary>
    public double Resident
    {
        get
        {
            var line = File.ReadLines($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / KilobytesAMegabyte;
        }
    }

    /// <summary>The least resident memory seen while nothing happens for a while: what the server needs, collected.</summary>
    public async Task<double> SettledAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var least = double.MaxValue;
        for (var end = Stopwatch.GetTimestamp() + (long)(wait.TotalSeconds * Stopwatch.Frequency); Stopwatch.GetTimestamp() < end;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            least = Math.Min(least, Resident);
        }

        return Math.Min(least, Resident);
    }
}
