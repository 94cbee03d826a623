using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Telemetry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Security;
using TelemetrySpec = MeshActors.Mesh.Telemetry.Telemetry;

namespace MeshActors.Translation.Telemetry;

/// <summary>The Telemetry objects that apply to a proxy, the widest first: what comes later overrides.</summary>
public sealed record AppliedTelemetry(ValueList<Config<TelemetrySpec>> Objects)
{
    public IEnumerable<Metrics> Metrics => Objects.SelectMany(found => found.Spec.Metrics);

    /// <summary>Access logging by level; levels without any are left out.</summary>
    public IEnumerable<IReadOnlyList<AccessLogging>> LoggingLevels =>
        Objects.Select(found => found.Spec.AccessLogging).Where(logging => logging.Count > 0);

    public IEnumerable<Tracing> Tracing => Objects.SelectMany(found => found.Spec.Tracing);

    /// <summary>The mesh's object, the namespace's, then all that select the workload: of mesh and namespace the oldest alone counts.</summary>
    public static AppliedTelemetry To(ProxyNode node, MeshView view)
    {
        var applied = new List<Config<TelemetrySpec>>();
        AddWide(view.RootNamespace);
        if (node.Namespace != view.RootNamespace)
        {
            AddWide(node.Namespace);
        }

        var proxy = PolicyAttachment.Of(node, view);
        applied.AddRange(view.In<TelemetrySpec>(node.Namespace).Where(found => !IsWide(found.Spec) && proxy.Attaches(
            node.Namespace, view.RootNamespace, found.Spec.Selector, found.Spec.TargetRef, found.Spec.TargetRefs)));
        return new([.. applied]);

        void AddWide(string ns)
        {
            if (view.In<TelemetrySpec>(ns).FirstOrDefault(found => IsWide(found.Spec)) is { } wide)
            {
                applied.Add(wide);
            }
        }
    }

    private static bool IsWide(TelemetrySpec spec) =>
        spec.Selector is null or { Labels.Count: 0 } && spec is { TargetRefs.Count: 0, TargetRef: null };
}
