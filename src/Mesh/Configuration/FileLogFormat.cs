using System.Text.Json;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The form of log lines: text, or a JSON object.</summary>
public sealed record FileLogFormat
{
    public string? Text { get; init; }

    public JsonElement? Labels { get; init; }

    internal static FileLogFormat Read(FieldReader fields) => new()
    {
        Text = fields.TextOrNull("text"),
        Labels = fields.Raw("labels"),
    };
}
