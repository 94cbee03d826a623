using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>A VirtualService with short names written out and delegates merged in.</summary>
/// <param name="Source">The object.</param>
/// <param name="Result">What routes are made of.</param>
/// <param name="Delegates">In the order of the routes that name them; null for one that does not exist.</param>
/// <param name="Globals">By whose defaults.</param>
internal sealed record MergedVirtualService(
    Config<VirtualService> Source, Config<VirtualService> Result, IReadOnlyList<Config<VirtualService>?> Delegates, MeshGlobals Globals)
{
    /// <summary>Who may see it.</summary>
    public ExportScope Scope { get; } = ExportScope.Of(Result.Spec.ExportTo, Globals.Mesh.DefaultVirtualServiceExportTo, Result.Meta.Namespace);

    /// <summary>What it binds to.</summary>
    public IReadOnlyList<string> Gateways => Result.Spec.Gateways.Count > 0 ? Result.Spec.Gateways : MeshOnly;

    /// <summary>Whether it goes before others for clients of its own namespace.</summary>
    public bool OverridesOthers => Globals.Mesh.Features.UnifiedSidecarScope && RouteSemantics.IsGatewayApi(Result);

    private static readonly string[] MeshOnly = [ShortNames.MeshGateway];

    /// <param name="config">The object.</param>
    /// <param name="known">What was made of it before.</param>
    /// <param name="configs">Where delegates are.</param>
    /// <param name="globals">Mesh configuration.</param>
    /// <returns>What was made before where nothing differs.</returns>
    public static MergedVirtualService Of(
        Config<VirtualService> config, MergedVirtualService? known, ConfigIndex<VirtualService> configs, MeshGlobals globals)
    {
        var hasDelegates = DelegateMerge.HasDelegates(config) && !RouteSemantics.IsIngress(config) && !RouteSemantics.IsGatewayApi(config);
        if (known is not null && ReferenceEquals(known.Globals, globals) && !hasDelegates)
        {
            return known;
        }

        if (RouteSemantics.IsGatewayApi(config))
        {
            return new(config, config, [], globals);
        }

        var delegates = hasDelegates ? DelegateMerge.Find(config, configs.Find, globals.Mesh.DefaultVirtualServiceExportTo) : [];
        if (known is not null && ReferenceEquals(known.Globals, globals) && known.Delegates.SequenceEqual(delegates, ReferenceEqualityComparer.Instance))
        {
            return known;
        }

        var root = known is { Delegates.Count: 0 } && delegates.Count == 0 && known.Globals.DomainSuffix == globals.DomainSuffix
            ? known.Result
            : VirtualServiceNames.Resolve(config, globals.DomainSuffix);
        return new(
            config,
            delegates.Count == 0
                ? root
                : DelegateMerge.Merge(root, [.. delegates.Select(d => d is null ? null : VirtualServiceNames.Resolve(d, globals.DomainSuffix))]),
            delegates,
            globals);
    }

    /// <summary>Whether the other one is a later state of the same object that stands in the same lists.</summary>
    public bool IsFoundLike(MergedVirtualService other) =>
        ReferenceEquals(Globals, other.Globals)
        && Result.Meta.Namespace == other.Result.Meta.Namespace
        && Result.Meta.Name == other.Result.Meta.Name
        && RouteSemantics.IsGatewayApi(Result) == RouteSemantics.IsGatewayApi(other.Result)
        && Gateways.SequenceEqual(other.Gateways, StringComparer.Ordinal)
        && Result.Spec.ExportTo.SequenceEqual(other.Result.Spec.ExportTo, StringComparer.Ordinal);
}
