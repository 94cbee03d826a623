using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.Telemetry;
using MeshActors.Mesh.View;
using TelemetrySpec = MeshActors.Mesh.Telemetry.Telemetry;

namespace MeshActors.Translation.Telemetry;

/// <summary>The Telemetry objects that apply to a proxy, the widest first: what comes later overrides.</summary>
public sealed record AppliedTelemetry(ValueList<Config<TelemetrySpec>> Objects)
{
    private const string GatewayNameLabel = "gateway.networking.k8s.io/gateway-name";
    private const string GatewayApiGroup = "gateway.networking.k8s.io";

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

        applied.AddRange(view.In<TelemetrySpec>(node.Namespace).Where(found => !IsWide(found.Spec) && Selects(found.Spec, node)));
        return new([.. applied]);

        void AddWide(string ns)
        {
            if (view.In<TelemetrySpec>(ns).FirstOrDefault(found => IsWide(found.Spec)) is { } wide)
            {
                applied.Add(wide);
            }
        }
    }

    private static bool IsWide(TelemetrySpec spec) => spec.Selector is null or { Labels.Count: 0 } && !TargetsOf(spec).Any();

    private static IEnumerable<PolicyTargetReference> TargetsOf(TelemetrySpec spec) =>
        spec.TargetRefs.Count > 0 ? spec.TargetRefs : spec.TargetRef is { } single ? [single] : [];

    /// <summary>By labels, or, where there are targets, by the Gateway of the Gateway API that the workload belongs to.</summary>
    private static bool Selects(TelemetrySpec spec, ProxyNode node)
    {
        if (!TargetsOf(spec).Any())
        {
            // Waypoints are never selected by labels.
            return node.Type != ProxyType.Waypoint && (spec.Selector is null || LabelMatch.SubsetOf(spec.Selector.Labels, node.Labels));
        }

        return node.Labels.TryGetValue(GatewayNameLabel, out var gateway)
            && TargetsOf(spec).Any(target =>
                target is { Group: GatewayApiGroup, Kind: "Gateway" }
                && target.Name == gateway
                && (target.Namespace.Length == 0 || target.Namespace == node.Namespace));
    }
}
