using System.Globalization;

namespace MeshActors.EndToEnd.Support;

/// <summary>A <c>meshactors</c> command in a process of its own, on free ports.</summary>
internal sealed class MeshActorsProcess : IAsyncDisposable
{
    private static readonly string[] FreePorts = ["--http-port", "0", "--xds-port", "0", "--secure-xds-port", "0", "--monitoring-port", "0", "--link-port", "0", "--drain-seconds", "2"];

    // A process that is killed would leave the sockets and pipes of its diagnostics behind in the temporary folder.
    private static readonly Dictionary<string, string> NoDiagnostics = new() { ["DOTNET_EnableDiagnostics"] = "0" };

    private static int _networks = Random.Shared.Next(20, 200);

    private readonly RunningProcess _process;

    private MeshActorsProcess(RunningProcess process) => _process = process;

    public IReadOnlyDictionary<string, int> Ports { get; private set; } = new Dictionary<string, int>();

    public int XdsPort => Ports["xds"];

    public string Errors => _process.Errors;

    // Pods of clusters that run at the same time must not meet on an address.
    private static string PodCidr => $"127.{20 + (Interlocked.Increment(ref _networks) % 200)}.0.0/16";

    public static async Task<MeshActorsProcess> UpAsync(string kubeConfig, params IEnumerable<string> arguments)
    {
        var up = new MeshActorsProcess(Start(["up", "--api-port", "0", "--write-kubeconfig", kubeConfig, "--pod-cidr", PodCidr, .. FreePorts, .. arguments]));
        await up.ReadPortsAsync();
        return up;
    }

    public static async Task<MeshActorsProcess> ApiAsync(string kubeConfig, params IEnumerable<string> arguments)
    {
        var api = new MeshActorsProcess(Start(["api", "--api-port", "0", "--write-kubeconfig", kubeConfig, "--pod-cidr", PodCidr, .. arguments]));
        await api._process.ReadLineAsync("ready");
        return api;
    }

    public static async Task<MeshActorsProcess> ServeAsync(string kubeConfig, string name)
    {
        var replica = new MeshActorsProcess(Start(["serve", "--kubeconfig", kubeConfig, "--name", name, .. FreePorts]));
        await replica.ReadPortsAsync();
        return replica;
    }

    public Task KillAsync() => _process.KillAsync();

    public Task<int> TerminateAsync() => _process.TerminateAsync();

    public async Task<string> GetAsync(string portName, string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Ports[portName]}") };
        return await http.GetStringAsync(path);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static RunningProcess Start(IEnumerable<string> arguments) =>
        RunningProcess.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "MeshActors.Host.dll"), .. arguments, "--log-level", "Warning"], NoDiagnostics);

    private async Task ReadPortsAsync()
    {
        const string Prefix = "replica: ";
        var line = await _process.ReadLineAsync(Prefix);
        Ports = line[Prefix.Length..].Split(' ').Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => int.Parse(part[1], CultureInfo.InvariantCulture));
        await _process.ReadLineAsync("ready");
    }
}
