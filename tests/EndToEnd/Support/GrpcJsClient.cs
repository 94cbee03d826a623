using System.Diagnostics;
using System.Text.Json;
using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>grpc-js-xds as a client without a proxy.</summary>
internal sealed class GrpcJsClient : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(SharedData.Repository, "tests", "EndToEnd", "node");

    private readonly RunningProcess _process;

    private GrpcJsClient(RunningProcess process) => _process = process;

    public static async Task<GrpcJsClient> StartAsync(string target, int xdsPort)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@grpc", "grpc-js-xds")))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) { WorkingDirectory = Folder })!;
            await npm.WaitForExitAsync();
            npm.ExitCode.ShouldBe(0, "npm ci");
        }

        var bootstrap = $$$"""
            {"xds_servers":[{"server_uri":"127.0.0.1:{{{xdsPort}}}","channel_creds":[{"type":"insecure"}],"server_features":["xds_v3"]}],
             "node":{"id":"sidecar~127.0.0.1~client.default~default.svc.cluster.local","locality":{},
                     "metadata":{"GENERATOR":"grpc","NAMESPACE":"default","CLUSTER_ID":"Kubernetes"} } }
            """;
        return new(RunningProcess.Start(
            "node", [Path.Combine(Folder, "client.mjs"), target], new Dictionary<string, string> { ["GRPC_XDS_BOOTSTRAP_CONFIG"] = bootstrap }));
    }

    /// <summary>How many of so many calls each address took.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CallAsync(int calls)
    {
        _process.WriteLine(calls.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var answer = JsonDocument.Parse(await _process.ReadLineAsync("{"));
        answer.RootElement.GetProperty("failures").EnumerateObject().Select(failure => failure.Name).ShouldBeEmpty(_process.Errors);
        return answer.RootElement.GetProperty("peers").EnumerateObject().ToDictionary(peer => peer.Name.Split(':')[0], peer => peer.Value.GetInt32());
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
