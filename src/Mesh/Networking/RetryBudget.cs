using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A bound on retries in relation to active requests.</summary>
public sealed record RetryBudget
{
    /// <summary>Percent of active and pending requests that may be retries; null for 20.</summary>
    public double? Percent { get; init; }

    public uint MinRetryConcurrency { get; init; }

    public TimeSpan? BudgetInterval { get; init; }

    internal static RetryBudget Read(FieldReader fields) => new()
    {
        Percent = fields.NumberOrNull("percent"),
        MinRetryConcurrency = fields.UInt32("minRetryConcurrency"),
        BudgetInterval = fields.Duration("budgetInterval"),
    };
}
