using System.Text;
using MeshActors.Kubernetes;
using MeshActors.Testing;
using MeshActors.Testing.Replicas;

namespace MeshActors.XdsLoad.Tests;

/// <summary>A replica that the load generator itself has given a small mesh, for the tests of a class.</summary>
public sealed class SeededReplica : IAsyncLifetime
{
    /// <summary>The mesh, as options.</summary>
    internal static readonly string[] Shape =
    [
        "--services", "6", "--endpoints", "2", "--namespaces", "2", "--virtual-services", "2", "--destination-rules", "2", "--proxies", "3", "--settle-seconds", "1",
    ];

    internal InProcessReplica Replica { get; private set; } = null!;

    internal ScratchFolder Scratch { get; } = new();

    internal string KubeConfig => Scratch.File("kubeconfig");

    internal string Address => $"http://127.0.0.1:{Replica.XdsPort}";

    internal string SecureAddress => $"https://127.0.0.1:{Replica.SecureXdsPort}";

    public async Task InitializeAsync()
    {
        // One client speaks for proxies of many accounts.
        Replica = await InProcessReplica.StartAsync(authenticates: false);
        Replica.WriteKubeConfig(KubeConfig);

        // What the tests seed is there already: none of them measures how long this machine takes to work the mesh in.
        var seeding = await RunAsync(Address, "--kubeconfig", KubeConfig, "--seed", "--repetitions", "1", "--warm-up-seconds", "0", "--churn-seconds", "0");
        seeding.ExitCode.ShouldBe(0, seeding.Error);
    }

    public async Task DisposeAsync()
    {
        await Replica.DisposeAsync();
        Scratch.Dispose();
    }

    /// <summary>Runs the load generator with the mesh's shape.</summary>
    internal Task<LoadRun> RunAsync(params string[] arguments) => LoadRun.StartAsync(Scratch, [.. arguments, .. Shape]);

    /// <summary>The file of the authority that signs for the secure port.</summary>
    internal async Task<string> AuthorityAsync()
    {
        var secret = await Replica.Client.FindAsync<Secret>("istio-system", "istio-ca-secret", CancellationToken.None);
        return Scratch.Write("root.pem", Encoding.ASCII.GetString(secret.ShouldNotBeNull().Data!["root-cert.pem"]));
    }
}
