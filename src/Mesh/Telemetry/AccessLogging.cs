using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>The access logs.</summary>
public sealed record AccessLogging
{
    public LogSelector? Match { get; init; }

    public IReadOnlyList<ProviderRef> Providers { get; init; } = [];

    public bool? Disabled { get; init; }

    public AccessLogFilter? Filter { get; init; }

    internal static AccessLogging Read(FieldReader fields) => new()
    {
        Match = fields.Message("match", LogSelector.Read),
        Providers = fields.Messages("providers", ProviderRef.Read),
        Disabled = fields.FlagOrNull("disabled"),
        Filter = fields.Message("filter", AccessLogFilter.Read),
    };
}
