using System.Diagnostics;
using MeshActors.Conformance;
using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Xds;

namespace MeshActors.StockEnvoy;

/// <summary>Loads every proxy of many cases, one after another, and reports.</summary>
public static class Sweep
{
    /// <returns>0 where everything loaded, else 1</returns>
    public static async Task<int> RunAsync(
        EnvoyHost host, IXdsSubjects subjects, string folder, IReadOnlyList<string> include, TextWriter output, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var loads = new List<ProxyLoad>();
        foreach (var file in include.SelectMany(pattern => CaseFolder.Find(new RunOptions { Folder = folder, Include = pattern })))
        {
            foreach (var load in await LoadAsync(host, subjects, XdsCase.Read(file), cancellation))
            {
                loads.Add(load);
                foreach (var problem in load.Problems)
                {
                    await output.WriteLineAsync($"{load.Case} {load.Proxy}: {problem}");
                }

                await output.FlushAsync(cancellation);
            }
        }

        await output.WriteLineAsync(
            $"{loads.Count(load => load.Problems.Count == 0)} of {loads.Count} proxies loaded with nothing refused, "
            + $"{loads.Sum(load => load.Clusters)} clusters, {loads.Sum(load => load.Listeners)} listeners and {loads.Sum(load => load.Routes)} "
            + $"route configurations, in {clock.Elapsed.TotalSeconds:F0} s");
        return loads.Count > 0 && loads.All(load => load.Problems.Count == 0) ? 0 : 1;
    }

    /// <summary>All proxies of a case but those of proxyless gRPC, which no Envoy stands in for.</summary>
    public static async Task<IReadOnlyList<ProxyLoad>> LoadAsync(
        EnvoyHost host, IXdsSubjects subjects, XdsCase xdsCase, CancellationToken cancellation)
    {
        await using var subject = await subjects.LoadAsync(xdsCase, cancellation);
        var loads = new List<ProxyLoad>();
        foreach (var proxy in xdsCase.Proxies.Where(proxy => !proxy.IsProxylessGrpc))
        {
            loads.Add(await host.LoadAsync(xdsCase.File.Name, subject, proxy, cancellation));
        }

        return loads;
    }
}
