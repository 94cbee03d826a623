using System.Text.Json.Serialization;

namespace MeshActors.Kubernetes.Configuration;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(KubeConfigDocument))]
internal sealed partial class KubeConfigJson : JsonSerializerContext;
