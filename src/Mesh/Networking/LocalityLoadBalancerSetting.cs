using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Preference among localities: either weights, or failover.</summary>
public sealed record LocalityLoadBalancerSetting
{
    public IReadOnlyList<LocalityDistribute> Distribute { get; init; } = [];

    public IReadOnlyList<LocalityFailover> Failover { get; init; } = [];

    public IReadOnlyList<string> FailoverPriority { get; init; } = [];

    /// <summary>Null where the object leaves it to the mesh.</summary>
    public bool? Enabled { get; init; }

    internal static LocalityLoadBalancerSetting Read(FieldReader fields) => new()
    {
        Distribute = fields.Messages("distribute", LocalityDistribute.Read),
        Failover = fields.Messages("failover", LocalityFailover.Read),
        FailoverPriority = fields.Texts("failoverPriority"),
        Enabled = fields.FlagOrNull("enabled"),
    };
}
