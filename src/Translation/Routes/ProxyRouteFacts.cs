using System.Runtime.CompilerServices;
using System.Text.Json;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>What routes read of a proxy, and nothing else.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Labels">Those of its labels that rules of its scope look at.</param>
/// <param name="DnsDomain">Its DNS domain: which short names lead to which service.</param>
/// <param name="Addresses">By which addresses it knows services.</param>
/// <param name="IsProxylessGrpc">Whether it is a gRPC client, not Envoy.</param>
/// <param name="IncludesAttemptCount">Whether <c>x-envoy-attempt-count</c> is sent.</param>
/// <param name="AppendsForwardedHost">Whether a rewritten host is kept in <c>x-forwarded-host</c>.</param>
internal sealed record ProxyRouteFacts(
    string Namespace,
    ProjectedLabels Labels,
    string DnsDomain,
    AddressView Addresses,
    bool IsProxylessGrpc,
    bool IncludesAttemptCount,
    bool AppendsForwardedHost)
{
    // The latest answer for each proxy: it is asked for at every view, and tells apart what is remembered of routes.
    private static readonly ConditionalWeakTable<ProxyNode, Answer> Known = [];

    public static ProxyRouteFacts Of(TranslationContext context)
    {
        var labels = context.Node.Type == ProxyType.Router ? context.View.RouterLabels : context.Scope.SelectingLabels;
        if (Known.TryGetValue(context.Node, out var known) && ReferenceEquals(known.Mesh, context.View.Mesh) && ReferenceEquals(known.Labels, labels))
        {
            return known.Facts;
        }

        var facts = Of(context, labels);
        Known.AddOrUpdate(context.Node, new(context.View.Mesh, labels, facts));
        return facts;
    }

    /// <summary>What tells most of them apart; those of one scope mostly agree.</summary>
    public override int GetHashCode() => HashCode.Combine(Namespace, Labels);

    private static ProxyRouteFacts Of(TranslationContext context, IReadOnlyList<string> labels)
    {
        var node = context.Node;
        var (attemptCountDisabled, forwardedHostEnabled) = HeaderSettings(node, context.View.Mesh);
        return new(
            node.Namespace,
            ProjectedLabels.Of(node.Labels, labels),
            node.DnsDomain,
            AddressView.Of(node, context.View.Mesh.Features),
            node.IsProxylessGrpc,
            !attemptCountDisabled,
            forwardedHostEnabled);
    }

    /// <summary>From the proxy's own configuration where it reports one, which the mesh's defaults are already part of; else from those.</summary>
    private static (bool AttemptCountDisabled, bool ForwardedHostEnabled) HeaderSettings(ProxyNode node, MeshConfig mesh)
    {
        if (node.Metadata.TryGetValue("PROXY_CONFIG", out var own) && own.ValueKind == JsonValueKind.Object)
        {
            return (Flag(own, "attemptCount", "disabled"), Flag(own, "xForwardedHost", "enabled"));
        }

        var headers = mesh.DefaultConfig.ProxyHeaders;
        return (headers?.AttemptCount?.Disabled == true, headers?.XForwardedHost?.Enabled == true);
    }

    private static bool Flag(JsonElement proxyConfig, string header, string flag) =>
        proxyConfig.TryGetProperty("proxyHeaders", out var headers)
        && headers.ValueKind == JsonValueKind.Object
        && headers.TryGetProperty(header, out var setting)
        && setting.ValueKind == JsonValueKind.Object
        && setting.TryGetProperty(flag, out var value)
        && value.ValueKind == JsonValueKind.True;

    /// <summary>Mesh configuration and the names of labels count by reference.</summary>
    private sealed record Answer(MeshConfig Mesh, IReadOnlyList<string> Labels, ProxyRouteFacts Facts);
}
