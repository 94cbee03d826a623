using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>A stock Envoy that gets everything over incremental ADS.</summary>
internal sealed class EnvoyProcess : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private static readonly HashSet<int> GivenOut = [];

    private readonly RunningProcess _process;
    private readonly HttpClient _admin;

    private EnvoyProcess(RunningProcess process, int adminPort)
    {
        _process = process;
        _admin = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{adminPort}") };
    }

    public static EnvoyProcess Start(ScratchFolder scratch, string nodeType, string name, string metadata, params IEnumerable<int> xdsPorts)
    {
        var admin = FreePort();
        var endpoints = string.Join(',', xdsPorts.Select(port => $$$$"""{"endpoint":{"address":{"socket_address":{"address":"127.0.0.1","port_value":{{{{port}}}} } } } }"""));
        var bootstrap = $$$$"""
            {"node":{"id":"{{{{nodeType}}}}~127.0.0.1~{{{{name}}}}.default~default.svc.cluster.local","cluster":"{{{{name}}}}.default","metadata":{{{{metadata}}}}},
             "admin":{"address":{"socket_address":{"address":"127.0.0.1","port_value":{{{{admin}}}} } } },
             "dynamic_resources":{
               "ads_config":{"api_type":"DELTA_GRPC","transport_api_version":"V3","grpc_services":[{"envoy_grpc":{"cluster_name":"xds-grpc"}}]},
               "cds_config":{"ads":{},"resource_api_version":"V3"},"lds_config":{"ads":{},"resource_api_version":"V3"}},
             "static_resources":{"clusters":[{"name":"xds-grpc","type":"STATIC","connect_timeout":"1s",
               "typed_extension_protocol_options":{"envoy.extensions.upstreams.http.v3.HttpProtocolOptions":{
                 "@type":"type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions","explicit_http_config":{"http2_protocol_options":{} } } },
               "load_assignment":{"cluster_name":"xds-grpc","endpoints":[{"lb_endpoints":[{{{{endpoints}}}}]}]}}]}}
            """;
        var path = scratch.Write($"{name}.json", bootstrap);
        return new(
            RunningProcess.Start(PeerPrograms.Envoy!, ["-c", path, "--concurrency", "1", "--use-dynamic-base-id", "--log-level", "error", "--component-log-level", "config:warning"]),
            admin);
    }

    /// <summary>
    /// A port that nobody has, below those that the system gives out: it stays free until Envoy binds it, whatever connects and listens
    /// meanwhile.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Any, port));
                if (GivenOut.Add(port))
                {
                    return port;
                }
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one may be free.
            }
        }
    }

    /// <summary>Waits until a listener with that port serves.</summary>
    public async Task UntilListeningAsync(int port)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            try
            {
                if ((await _admin.GetStringAsync("/listeners", limit.Token)).Contains($":{port}", StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Its admin port is not open yet.
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Envoy does not listen on {port}: {_process.Errors}");
            }

            await Task.Delay(PollInterval);
        }
    }

    public string Errors => _process.Errors;

    /// <summary>How many updates Envoy refused, over all types.</summary>
    public async Task<int> RejectedAsync()
    {
        var stats = JsonNode.Parse(await _admin.GetStringAsync("/stats?format=json&filter=update_rejected"))!;
        return stats["stats"]!.AsArray().Sum(stat => stat!["value"]?.GetValue<int>() ?? 0);
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _process.DisposeAsync();
    }
}
