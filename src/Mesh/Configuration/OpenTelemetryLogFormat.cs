using System.Text.Json;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The body and the attributes of log records.</summary>
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
