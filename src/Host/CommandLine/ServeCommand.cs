using System.CommandLine;
using MeshActors.Host.Options;
using MeshActors.Host.Replicas;
using MeshActors.Kubernetes;
using MeshActors.Kubernetes.Configuration;

namespace MeshActors.Host.CommandLine;

/// <summary><c>meshactors serve</c>: one replica of the control plane against an API server elsewhere.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var replicas = new ReplicaSettings();
        var log = new LogSettings();
        var kubeConfig = new Option<string?>("--kubeconfig") { Description = "The API server to use (the pod's own, or $KUBECONFIG)" };
        var context = new Option<string?>("--context") { Description = "The kubeconfig's context (its current one)" };
        var command = new Command("serve", "Runs a replica of the control plane in a cluster or against a kubeconfig");
        command.Options.Add(kubeConfig);
        command.Options.Add(context);
        replicas.AddTo(command);
        log.AddTo(command);
        command.SetAction((result, _) => CommandRun.RunAsync(log.Read(result), async (logging, signals) =>
        {
            var clock = TimeProvider.System;
            using var client = new KubernetesClient(Connection(result.GetValue(kubeConfig), result.GetValue(context), clock), clock);
            await using var replica = await Replica.StartAsync(replicas.Read(result, logging), client, logging, clock, signals.Stopping);
            Announcement.Replica(replica.Ports);
            await replica.WaitUntilReadyAsync(signals.Stopping);
            Announcement.Ready();
            await signals.WaitAsync();
            await replica.DrainAsync();
        }));
        return command;
    }

    private static ClusterConnection Connection(string? path, string? context, TimeProvider clock) =>
        path is null && context is null && InClusterConfiguration.TryLoad(ProcessEnvironment.Read, clock) is { } own
            ? own
            : KubeConfig.Load(path is null ? KubeConfig.DefaultPaths(ProcessEnvironment.Read) : [path]).Connect(clock, context);
}
