namespace MeshActors.Translation.Routes;

/// <summary>The Gateways whose VirtualServices may differ from a view before.</summary>
/// <param name="names">Their names; null where any may.</param>
internal readonly struct AffectedGateways(IReadOnlySet<string>? names)
{
    // Most changes are of one: to compare names costs less than to look them up.
    private readonly string? _only = names is { Count: 1 } ? names.First() : null;

    public bool IsNone => names is { Count: 0 };

    public bool Include(string gateway) => _only is not null ? gateway == _only : names is null || names.Contains(gateway);
}
