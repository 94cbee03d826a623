using System.Diagnostics;
using System.Diagnostics.Metrics;
using MeshActors.Host.Replicas;

namespace MeshActors.Host.Metrics;

/// <summary>What is known of the process, under the names of Prometheus' client libraries and of istiod.</summary>
internal sealed class ProcessMetrics : IAsyncDisposable
{
    private readonly Meter _meter = new("MeshActors.Host");

    public ProcessMetrics(ViewHolder views, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        _meter.CreateObservableGauge(
            "istio_build",
            () => new Measurement<long>(1, new KeyValuePair<string, object?>("component", "pilot"), new KeyValuePair<string, object?>("tag", BuildInfo.Version)),
            description: "Istio component build info");
        _meter.CreateObservableGauge("istiod_uptime_seconds", () => clock.GetElapsedTime(started).TotalSeconds, description: "Current istiod server uptime in seconds");
        _meter.CreateObservableCounter("process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds, description: "Total user and system CPU time spent in seconds.");
        _meter.CreateObservableGauge("process_resident_memory_bytes", () => Environment.WorkingSet, description: "Resident memory size in bytes.");
        _meter.CreateObservableGauge("process_threads", () => Process.GetCurrentProcess().Threads.Count, description: "Number of OS threads in the process.");
        _meter.CreateObservableGauge("meshactors_managed_memory_bytes", () => GC.GetTotalMemory(forceFullCollection: false), description: "Bytes allocated on the managed heap.");
        _meter.CreateObservableGauge("pilot_services", () => views.Current?.Services.Count ?? 0, description: "Total services known to pilot.");
        _meter.CreateObservableGauge(
            "pilot_virt_services", () => views.Current?.All<Mesh.Networking.VirtualService>().Count ?? 0, description: "Total virtual services known to pilot.");
    }

    public ValueTask DisposeAsync()
    {
        _meter.Dispose();
        return ValueTask.CompletedTask;
    }
}
