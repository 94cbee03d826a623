using System.CommandLine;
using MeshActors.Host.Embedded;

namespace MeshActors.Host.CommandLine;

/// <summary><c>meshactors api</c>: only the embedded API server with its simulated workloads.</summary>
internal static class ApiCommand
{
    public static Command Create()
    {
        var embedded = new EmbeddedSettings();
        var log = new LogSettings();
        var command = new Command("api", "Runs a Kubernetes API server with simulated workloads in this process");
        embedded.AddTo(command);
        log.AddTo(command);
        command.SetAction((result, _) => CommandRun.RunAsync(log.Read(result), async (logging, signals) =>
        {
            await using var cluster = await EmbeddedCluster.StartAsync(
                embedded.Server(result, logging, TimeProvider.System), embedded.Workloads(result), signals.Stopping);
            var path = Path.GetFullPath(embedded.KubeConfigPath(result));
            cluster.WriteKubeConfig(path);
            Announcement.ApiServer(cluster.Address, path);
            await cluster.ApplyAsync(embedded.Apply(result), signals.Stopping);
            Announcement.Ready();
            await Task.WhenAny(signals.WaitAsync(), cluster.WhenWorkloadsEnd).Unwrap();
        }));
        return command;
    }
}
