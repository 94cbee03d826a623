using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record RetryBudget
{
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
