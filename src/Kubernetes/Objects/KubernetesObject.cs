namespace MeshActors.Kubernetes;

/// <summary>
/// An object as the API server sent it: its header parsed, the rest as UTF-8 JSON. Items of a list of a built-in
/// type carry neither <c>apiVersion</c> nor <c>kind</c> in <paramref name="Json"/>; <paramref name="Type"/> says both.
/// </summary>
/// <param name="Json">Immutable. Empty where only the metadata of an object that vanished is known.</param>
public sealed record KubernetesObject(ResourceType Type, ObjectMeta Metadata, ReadOnlyMemory<byte> Json)
{
    public ObjectKey Key => Metadata.Key;

    /// <summary>Reads the header of one object's JSON and keeps the bytes.</summary>
    /// <exception cref="System.Text.Json.JsonException">The bytes are not a JSON object with readable metadata.</exception>
    public static KubernetesObject Parse(ResourceType type, ReadOnlyMemory<byte> json) =>
        new(type, ObjectMetaReader.ReadFromObject(json.Span), json);

    public override string ToString() => $"{Type.Kind} {Key}";
}
