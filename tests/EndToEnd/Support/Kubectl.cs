using System.Diagnostics;
using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>kubectl against a kubeconfig.</summary>
internal sealed class Kubectl(string kubeConfig)
{
    public async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["--kubeconfig", kubeConfig, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return output;
    }

    /// <summary>Applies a manifest from text.</summary>
    public async Task ApplyAsync(ScratchFolder scratch, string manifest) =>
        await RunAsync("apply", "-f", scratch.Write($"{Guid.NewGuid():N}.yaml", manifest));

    /// <summary>Waits until every pod of a Deployment is ready and among its Service's endpoints: nothing changes by itself from then on.</summary>
    public async Task UntilServedAsync()
    {
        // Pods may not be there yet, of which kubectl would not wait for any.
        await RunAsync("wait", "--for=condition=Available", "deployment", "--all", "--timeout=300s");
        var pods = Words(await RunAsync("get", "pods", "-o", "jsonpath={.items[*].metadata.name}")).Length;
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (Words(await RunAsync("get", "endpointslices", "-o", "jsonpath={.items[*].endpoints[*].conditions.ready}")).Count(ready => ready == "true") < pods)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The addresses of the pods of a version of an app.</summary>
    public async Task<IReadOnlyList<string>> AddressesAsync(string selector) =>
        Words(await RunAsync("get", "pods", "-l", selector, "-o", "jsonpath={.items[*].status.podIP}"));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
