using Envoy.Type.Metadata.V3;
using Envoy.Type.Tracing.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Listeners;
using ApiTag = MeshActors.Mesh.Telemetry.CustomTag;

namespace MeshActors.Translation.Telemetry;

/// <summary>The tags of spans, sorted by name.</summary>
internal static class TraceTags
{
    private static readonly (string Tag, string Field)[] PeerFields =
    [
        ("workload", "workload"),
        ("namespace", "namespace"),
        ("cluster_id", "cluster"),
        ("canonical_service", "service"),
        ("canonical_revision", "revision"),
        ("app", "app"),
        ("app_version", "version"),
        ("workload_type", "type"),
        ("instance_name", "name"),
    ];

    public static IEnumerable<CustomTag> Of(
        ListenerProxy proxy, bool istioTags, IReadOnlyDictionary<string, ApiTag> configured, ProxyTracing? own)
    {
        var tags = new List<CustomTag>();
        if (istioTags)
        {
            tags.AddRange(Istio(proxy.Trace));
        }

        if (proxy.Type == ProxyType.Waypoint)
        {
            tags.AddRange(PeerFields.SelectMany(PeerTags));
        }

        var ofTelemetry = configured.Count > 0;
        foreach (var (name, tag) in ofTelemetry ? configured : own?.CustomTags ?? configured)
        {
            // Only tags of Telemetry objects may be formatted, and only by proxies that know how to.
            if (Convert(name, tag, ofTelemetry && proxy.Version.IsAtLeast(1, 29)) is { } converted
                && (ofTelemetry || converted.TypeCase != CustomTag.TypeOneofCase.None))
            {
                tags.Add(converted);
            }
        }

        return tags.OrderBy(tag => tag.Tag, StringComparer.Ordinal);
    }

    private static IEnumerable<CustomTag> Istio(TraceIdentity identity) =>
    [
        Literal("istio.canonical_revision", identity.CanonicalRevision),
        Literal("istio.canonical_service", identity.CanonicalService),
        Literal("istio.mesh_id", identity.MeshId),
        Literal("istio.namespace", identity.Namespace),
        Literal("istio.cluster_id", identity.ClusterId),
        DryRun("istio.authorization.dry_run.allow_policy.name", "istio_dry_run_allow_shadow_effective_policy_id"),
        DryRun("istio.authorization.dry_run.allow_policy.result", "istio_dry_run_allow_shadow_engine_result"),
        DryRun("istio.authorization.dry_run.deny_policy.name", "istio_dry_run_deny_shadow_effective_policy_id"),
        DryRun("istio.authorization.dry_run.deny_policy.result", "istio_dry_run_deny_shadow_engine_result"),
    ];

    /// <summary>A waypoint is neither side of the call: it names both, from what it knows of its peers.</summary>
    private static IEnumerable<CustomTag> PeerTags((string Tag, string Field) peer) =>
    [
        new() { Tag = "istio.source_" + peer.Tag, Value = $"%FILTER_STATE(downstream_peer_obj:FIELD:{peer.Field})%" },
        new() { Tag = "istio.destination_" + peer.Tag, Value = $"%FILTER_STATE(upstream_peer_obj:FIELD:{peer.Field})%" },
    ];

    private static CustomTag Literal(string name, string value) => new() { Tag = name, Literal = new() { Value = value } };

    /// <summary>Has no default: without a dry-run policy the tag is not there at all.</summary>
    private static CustomTag DryRun(string name, string key) => new()
    {
        Tag = name,
        Metadata = new()
        {
            Kind = new() { Request = new() },
            MetadataKey = new()
            {
                Key = "envoy.filters.http.rbac",
                Path = { new MetadataKey.Types.PathSegment { Key = key } },
            },
        },
    };

    private static CustomTag? Convert(string name, ApiTag tag, bool formattersSupported) => tag switch
    {
        { Literal: { } literal } => Literal(name, literal.Value),
        { Environment: { } variable } => new() { Tag = name, Environment = new() { Name = variable.Name, DefaultValue = variable.DefaultValue } },
        { Header: { } header } => new() { Tag = name, RequestHeader = new() { Name = header.Name, DefaultValue = header.DefaultValue } },
        { Formatter: { } formatter } => formattersSupported ? new() { Tag = name, Value = formatter.Value } : null,
        _ => new() { Tag = name },
    };
}
