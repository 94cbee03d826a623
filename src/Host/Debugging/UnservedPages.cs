namespace MeshActors.Host.Debugging;

/// <summary>Why pages that istiod has are not here, for those who look for them.</summary>
internal static class UnservedPages
{
    public static string ReasonOf(string page) => page switch
    {
        "inject" => "inject is not served: this replica injects no sidecars, so it has no templates",
        "ambientz" => "ambientz is not served: this control plane serves no ambient workloads",
        "krtz" => "krtz is not served: it shows collections of istiod's own that do not exist here",
        "mcsz" => "mcsz is not served: multi-cluster services are not read",
        "force_disconnect" => "force_disconnect is not served: a proxy is moved by stopping the replica, which drains its streams",
        "pprof" => NoProfiler,
        _ when page.StartsWith("pprof/", StringComparison.Ordinal) => NoProfiler,
        _ => $"there is no debug page \"{page}\"; /debug/list names those there are",
    };

    private const string NoProfiler = "pprof is not served: it is Go's profiler; see /metrics for memory and CPU";
}
