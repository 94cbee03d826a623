namespace MeshActors.XdsLoad.Measuring;

/// <summary>Processor time in seconds, of both sides: on one machine the load takes its share of what the server could have had.</summary>
/// <param name="Server">Null where its process is not known.</param>
/// <param name="Client">Of this process.</param>
internal sealed record ProcessorTime(double? Server, double Client)
{
    public static ProcessorTime Now(ServerProcess? server) => new(server?.Processor.TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds);

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier) => new(later.Server - earlier.Server, later.Client - earlier.Client);

    public static ProcessorTime operator /(ProcessorTime time, double parts) => new(time.Server / parts, time.Client / parts);
}
