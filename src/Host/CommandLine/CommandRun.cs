using MeshActors.Host.Options;
using MeshActors.Kubernetes;
using MeshActors.Kubernetes.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.CommandLine;

/// <summary>Runs a command with its log and signals, and turns what people can mend into a message and an exit code.</summary>
internal static class CommandRun
{
    private const int Success = 0;
    private const int Failure = 1;

    public static async Task<int> RunAsync(LogOptions log, Func<ILoggerFactory, StopSignals, Task> run)
    {
        using var logging = ProcessLog.Create(log);
        using var signals = new StopSignals();
        try
        {
            await run(logging, signals);
            return Success;
        }
        catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested)
        {
            return Success;
        }
        catch (Exception error) when (error is OptionException or KubeConfigException or KubernetesException or IOException or InvalidDataException)
        {
            var advice = error.InnerException is AddressInUseException ? " Every port can be set, and --port-offset moves those of a replica: see --help." : "";
            await Console.Error.WriteLineAsync($"meshactors: {error.Message}{advice}");
            return Failure;
        }
    }
}
