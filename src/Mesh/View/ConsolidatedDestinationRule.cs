using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// All DestinationRules of one namespace that count together for a host, as one rule. The same instance as long as none of
/// them changes.
/// </summary>
/// <param name="Rule">The merged rule; its metadata is that of the rule with the highest precedence.</param>
/// <param name="From">The objects that went into it.</param>
public sealed record ConsolidatedDestinationRule(Config<DestinationRule> Rule, IReadOnlyList<ObjectReference> From)
{
    /// <summary>What the rules declare, as written.</summary>
    internal IReadOnlySet<string> ExportTo { get; init; } = System.Collections.Frozen.FrozenSet<string>.Empty;

    /// <summary>The traffic policy as a shorthand; null where the rule has none.</summary>
    public TrafficPolicy? TrafficPolicy => Rule.Spec.TrafficPolicy;

    public bool Equals(ConsolidatedDestinationRule? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
