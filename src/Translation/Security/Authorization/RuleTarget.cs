namespace MeshActors.Translation.Security.Authorization;

/// <summary>What rules are made for.</summary>
/// <param name="ForTcp">For a chain that knows connections only; conditions on requests cannot be told there.</param>
/// <param name="UseFilterState">Whether the peer's identity is in the filter state, where a tunnel ended before, or in the certificate.</param>
internal readonly record struct RuleTarget(bool ForTcp, bool UseFilterState);
