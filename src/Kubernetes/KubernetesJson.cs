using System.Text.Json;
using System.Text.Json.Serialization;
using MeshActors.Kubernetes.Admission;
using MeshActors.Kubernetes.Discovery;

namespace MeshActors.Kubernetes;

/// <summary>Source-generated JSON of the kinds that have a type of their own. Absent values are not written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(KubernetesStatus))]
[JsonSerializable(typeof(ObjectMeta))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(Namespace))]
[JsonSerializable(typeof(TokenReview))]
[JsonSerializable(typeof(SubjectAccessReview))]
[JsonSerializable(typeof(MutatingWebhookConfiguration))]
[JsonSerializable(typeof(ValidatingWebhookConfiguration))]
[JsonSerializable(typeof(AdmissionReview))]
[JsonSerializable(typeof(ApiGroupList))]
[JsonSerializable(typeof(ApiResourceList))]
public sealed partial class KubernetesJson : JsonSerializerContext;
