using System.Diagnostics;
using Envoy.Config.Core.V3;
using MeshActors.Conformance.Xds;
using MeshActors.Conformance.Xds.Served;
using MeshActors.Testing;

namespace MeshActors.StockEnvoy;

/// <summary>Runs Envoys as the proxies of cases.</summary>
/// <param name="program">The path of Envoy.</param>
public sealed class EnvoyHost(string program)
{
    private const int LogTail = 2000;

    private static readonly string[] WorkloadSecrets = ["default", "ROOTCA"];
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether this user may run Envoys here, each in namespaces of its own.</summary>
    public static bool IsAvailable => Isolation.IsAvailable;

    /// <summary>Starts Envoy as a proxy, lets it load all that it is sent, and ends it.</summary>
    public async Task<ProxyLoad> LoadAsync(string caseName, IXdsSubject subject, XdsProxy proxy, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("envoy-");
        try
        {
            var (ads, admin) = (Path.Combine(folder.FullName, "ads"), Path.Combine(folder.FullName, "admin"));
            var bootstrap = Path.Combine(folder.FullName, "bootstrap.json");
            await File.WriteAllTextAsync(bootstrap, Bootstrap.Of(proxy.Node, ads, admin), cancellation);

            await using (var session = await ConnectAsync(StockNode(proxy.Node)))
            {
                var extensions = proxy.NamesOf(ResourceSort.ExtensionConfigs) ?? [];
                await PodFiles.WriteAsync(Path.Combine(folder.FullName, "files"), session, extensions, cancellation);
            }

            await using var plane = await RecordingControlPlane.StartAsync(
                ads, subject is IServedSubject server ? new RelayedStream(server, proxy) : new TranslatedStream(ConnectAsync));
            await using var envoy = EnvoyProcess.Start(Isolation.Of(folder.FullName, program, bootstrap, AddressesOf(proxy.Node)), admin);
            return await ObserveAsync(caseName, proxy, plane.Record, envoy, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task<IProxySession> ConnectAsync(Node node) => subject.ConnectAsync(proxy with { Node = node }, cancellation);
    }

    private static async Task<ProxyLoad> ObserveAsync(
        string caseName, XdsProxy proxy, StreamRecord record, EnvoyProcess envoy, CancellationToken cancellation)
    {
        var problems = new List<string>();
        var isLive = await BecomesLiveAsync(envoy, record, cancellation);
        problems.AddRange(record.Problems);
        if (envoy.HasExited)
        {
            problems.Add($"Envoy ended: {Tail(envoy.Log)}");
            return new(caseName, proxy.Name, 0, 0, 0, problems);
        }

        var dump = ConfigDump.Parse(await envoy.ConfigDumpAsync(cancellation));
        problems.AddRange(dump.Problems);
        foreach (var (sort, active) in dump.Active)
        {
            problems.AddRange(record.Sent(sort).Except(active).Select(name => $"{sort.Name} {name} was sent and is not in use"));
        }

        // A credential may be missing in the mesh. What waits for one that only an agent has waits for ever.
        problems.AddRange(dump.WaitingSecrets.Except(record.Absent(ResourceSort.Secrets)).Select(name => $"secret {name} never came"));
        problems.AddRange(record.Absent(ResourceSort.Secrets).Intersect(WorkloadSecrets).Select(name => $"secret {name} is an agent's"));
        if (!isLive)
        {
            problems.Add($"not live within {Patience.Limit.TotalSeconds:F0} s: {Tail(envoy.Log)}");
        }

        return new(
            caseName,
            proxy.Name,
            dump.Active[ResourceSort.Clusters].Count,
            dump.Active[ResourceSort.Listeners].Count,
            dump.Active[ResourceSort.Routes].Count,
            problems);
    }

    private static async Task<bool> BecomesLiveAsync(EnvoyProcess envoy, StreamRecord record, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        using var ticks = new PeriodicTimer(Interval);
        while (!envoy.HasExited && waited.Elapsed < Patience.Limit)
        {
            if (await envoy.IsLiveAsync(cancellation) && record.IsSettled)
            {
                return true;
            }

            await ticks.WaitForNextTickAsync(cancellation);
        }

        return false;
    }

    /// <summary>The node as a stock Envoy tells it, as far as that decides what it is sent.</summary>
    private static Node StockNode(Node node)
    {
        var stock = node.Clone();
        stock.Extensions.Clear();
        stock.Extensions.Add(new Extension { Name = "envoy.filters.network.http_connection_manager" });
        return stock;
    }

    private static IReadOnlyList<string> AddressesOf(Node node) =>
        node.Metadata.Fields.TryGetValue("INSTANCE_IPS", out var addresses) && addresses.StringValue.Length > 0
            ? addresses.StringValue.Split(',')
            : [node.Id.Split('~')[1]];

    private static string Tail(string log) => log.Length > LogTail ? log[^LogTail..] : log;
}
