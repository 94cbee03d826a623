using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Settings of services by host.</summary>
public sealed record ServiceSettings
{
    public ServiceSettingsValues? Settings { get; init; }

    /// <summary>Hosts, with a leading wildcard where wanted.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    internal static ServiceSettings Read(FieldReader fields) => new()
    {
        Settings = fields.Message("settings", ServiceSettingsValues.Read),
        Hosts = fields.Texts("hosts"),
    };
}
