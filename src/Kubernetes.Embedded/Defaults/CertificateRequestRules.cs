using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Certificate signing requests: a readable request, and conditions that carry their times.</summary>
internal sealed class CertificateRequestRules(TimeProvider clock)
{
    public KindRules Rules => new()
    {
        CountsGeneration = false,
        Default = item =>
        {
            foreach (var condition in (item.At("status", "conditions") as JsonArray)?.OfType<JsonObject>() ?? [])
            {
                condition["status"] ??= "True";
                condition["lastUpdateTime"] ??= ApiServices.Timestamp(clock.GetUtcNow());
                condition["lastTransitionTime"] ??= ApiServices.Timestamp(clock.GetUtcNow());
            }
        },
        StampCreator = (item, user) =>
        {
            var spec = item.Ensure("spec");
            spec["username"] = user.Name;
            spec["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode?)g)]);
        },
        Validate = Validate,
    };

    private static void Validate(JsonObject item, JsonObject? old, List<FieldError> errors)
    {
        var spec = item.Map("spec") ?? [];
        if (old is not null)
        {
            if (!JsonNode.DeepEquals(old["spec"], spec))
            {
                errors.Add(FieldError.Forbidden("spec", "updates to certificatesigningrequest spec are forbidden"));
            }

            return;
        }

        if (spec.List("usages") is not { Count: > 0 })
        {
            errors.Add(FieldError.Required("spec.usages"));
        }

        try
        {
            var pem = Encoding.ASCII.GetString(Convert.FromBase64String(spec.Text("request") ?? ""));
            _ = CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or CryptographicException)
        {
            errors.Add(FieldError.Invalid("spec.request", "\"<request>\"", $"PEM block type must be CERTIFICATE REQUEST: {fault.Message}"));
        }
    }
}
