using System.CommandLine;
using MeshActors.Host.Embedded;
using MeshActors.Host.Replicas;

namespace MeshActors.Host.CommandLine;

/// <summary><c>meshactors up</c>: a cluster and a replica of the control plane in one process.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var replicas = new ReplicaSettings();
        var embedded = new EmbeddedSettings();
        var log = new LogSettings();
        var command = new Command("up", "Runs the control plane with an embedded API server and simulated workloads; needs no Kubernetes");
        replicas.AddTo(command);
        embedded.AddTo(command);
        log.AddTo(command);
        command.SetAction((result, _) => CommandRun.RunAsync(log.Read(result), async (logging, signals) =>
        {
            var clock = TimeProvider.System;
            await using var cluster = await EmbeddedCluster.StartAsync(
                embedded.Server(result, logging, clock), embedded.Workloads(result), signals.Stopping);
            var path = Path.GetFullPath(embedded.KubeConfigPath(result));
            cluster.WriteKubeConfig(path);
            Announcement.ApiServer(cluster.Address, path);
            await cluster.ApplyAsync(embedded.Apply(result), signals.Stopping);
            await using var replica = await Replica.StartAsync(replicas.Read(result, logging), cluster.Client, logging, clock, signals.Stopping);
            Announcement.Replica(replica.Ports);
            await replica.WaitUntilReadyAsync(signals.Stopping);
            Announcement.Ready();
            await Task.WhenAny(signals.WaitAsync(), cluster.WhenWorkloadsEnd).Unwrap();
            await replica.DrainAsync();
        }));
        return command;
    }
}
