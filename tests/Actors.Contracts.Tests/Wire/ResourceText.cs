using System.Text.Json;
using System.Text.Json.Serialization;
using MeshActors.Translation;

namespace MeshActors.Actors.Contracts.Tests.Wire;

/// <summary>What a resource says. The parts that its bytes are shared in do not cross a link.</summary>
internal sealed class ResourceText : JsonConverter<EncodedResource>
{
    public override EncodedResource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Resources are only written down.");

    public override void Write(Utf8JsonWriter writer, EncodedResource value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("Name", value.Name);
        writer.WriteString("TypeUrl", value.TypeUrl);
        writer.WriteString("Version", value.Version.ToString());
        writer.WriteBase64String("Value", value.Value.Span);
        writer.WriteEndObject();
    }
}
