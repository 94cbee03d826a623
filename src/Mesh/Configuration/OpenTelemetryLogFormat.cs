using System.Text.Json;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record OpenTelemetryLogFormat
{
    public string Text { get; init; } = "";

    public JsonElement? Labels { get; init; }

    internal static OpenTelemetryLogFormat Read(FieldReader fields) => new()
    {
        Text = fields.Text("text"),
        Labels = fields.Raw("labels"),
    };
}
