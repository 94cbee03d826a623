using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record ServiceSettings
{
    public ServiceSettingsValues? Settings { get; init; }

    public IReadOnlyList<string> Hosts { get; init; } = [];

    internal static ServiceSettings Read(FieldReader fields) => new()
    {
        Settings = fields.Message("settings", ServiceSettingsValues.Read),
        Hosts = fields.Texts("hosts"),
    };
}
