using MeshActors.Host.Options;

namespace MeshActors.Host.CommandLine;

/// <summary>What a command says on standard output once it listens: one line a server, for people and scripts.</summary>
internal static class Announcement
{
    public static void Replica(ReplicaPorts ports) => Console.Out.WriteLine(
        $"replica: http={ports.Http} xds={ports.Xds} secure-xds={ports.SecureXds} monitoring={ports.Monitoring} link={ports.Link}");

    public static void ApiServer(Uri address, string kubeConfig) => Console.Out.WriteLine($"api-server: address={address} kubeconfig={kubeConfig}");

    public static void Ready() => Console.Out.WriteLine("ready");
}
