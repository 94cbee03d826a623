using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>Identifies the facts of a view's services, and tells what they differ in from those of the view before.</summary>
/// <param name="Stamp">The same object as long as no facts change.</param>
/// <param name="Change">Null where any may differ.</param>
public sealed record FactsVersion(object Stamp, FactsChange? Change)
{
    /// <summary>The services whose facts may differ from those of another version; null where any may.</summary>
    public IReadOnlySet<ServiceKey>? Since(FactsVersion before) =>
        ReferenceEquals(Stamp, before.Stamp) ? System.Collections.Frozen.FrozenSet<ServiceKey>.Empty
        : Change is { } change && ReferenceEquals(change.Since, before.Stamp) ? change.Services
        : null;
}

/// <summary>A change of facts.</summary>
/// <param name="Since">The stamp before it.</param>
/// <param name="Services">The services whose facts came, went or changed.</param>
public sealed record FactsChange(object Since, IReadOnlySet<ServiceKey> Services);
