using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace MeshActors.StockEnvoy;

/// <summary>
/// A running Envoy in a network namespace of its own, which ends with it: its listeners may bind whatever ports they name.
/// </summary>
internal sealed class EnvoyProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _admin;
    private readonly StringBuilder _log = new();

    private EnvoyProcess(Process process, HttpClient admin) => (_process, _admin) = (process, admin);

    public bool HasExited => _process.HasExited;

    /// <summary>What it has written so far: warnings and worse.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <param name="start">How to start it.</param>
    /// <param name="adminSocket">The path of its administration interface.</param>
    public static EnvoyProcess Start(ProcessStartInfo start, string adminSocket)
    {
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        var admin = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(adminSocket), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        {
            BaseAddress = new Uri("http://admin"),
        };
        var envoy = new EnvoyProcess(new Process { StartInfo = start }, admin);
        envoy._process.ErrorDataReceived += envoy.Keep;
        envoy._process.OutputDataReceived += envoy.Keep;
        envoy._process.Start();
        envoy._process.BeginErrorReadLine();
        envoy._process.BeginOutputReadLine();
        return envoy;
    }

    /// <summary>Whether it serves: all that it was first sent has been loaded, and all that this waits for has come.</summary>
    public async Task<bool> IsLiveAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await _admin.GetAsync("/ready", cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Its administration interface is not open yet.
            return false;
        }
    }

    /// <summary>All that it holds, as JSON.</summary>
    public Task<string> ConfigDumpAsync(CancellationToken cancellation) => _admin.GetStringAsync("/config_dump", cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _admin.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }
}
