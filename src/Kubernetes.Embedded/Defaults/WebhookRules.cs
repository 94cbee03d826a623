using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Webhook configurations: each webhook is named in full, is reachable in exactly one way, and speaks a version we speak.</summary>
internal static class WebhookRules
{
    public static readonly KindRules Rules = new() { Validate = Validate };

    private static void Validate(JsonObject item, JsonObject? old, List<FieldError> errors)
    {
        var webhooks = item.List("webhooks")?.OfType<JsonObject>().ToList() ?? [];
        var names = new HashSet<string>();
        for (var i = 0; i < webhooks.Count; i++)
        {
            ValidateOne(webhooks[i], $"webhooks[{i}]", names, errors);
        }
    }

    private static void ValidateOne(JsonObject webhook, string path, HashSet<string> names, List<FieldError> errors)
    {
        var name = webhook.Text("name") ?? "";
        if (name.Split('.').Length < 3)
        {
            errors.Add(FieldError.Invalid($"{path}.name", JsonBytes.Show(name), "should be a domain with at least three segments separated by dots"));
        }

        if (!names.Add(name))
        {
            errors.Add(FieldError.Duplicate($"{path}.name", JsonBytes.Show(name)));
        }

        if (webhook.Text("sideEffects") is not ("None" or "NoneOnDryRun"))
        {
            errors.Add(FieldError.NotSupported($"{path}.sideEffects", JsonBytes.Show(webhook["sideEffects"]), ["\"None\"", "\"NoneOnDryRun\""]));
        }

        if (webhook.Text("failurePolicy") is not ("Fail" or "Ignore"))
        {
            errors.Add(FieldError.NotSupported($"{path}.failurePolicy", JsonBytes.Show(webhook["failurePolicy"]), ["\"Fail\"", "\"Ignore\""]));
        }

        if (webhook.Whole("timeoutSeconds") is < 1 or > 30)
        {
            errors.Add(FieldError.Invalid($"{path}.timeoutSeconds", JsonBytes.Show(webhook["timeoutSeconds"]), "the timeout value must be between 1 and 30 seconds"));
        }

        if (webhook.List("admissionReviewVersions")?.Any(v => v.AsText() is "v1" or "v1beta1") != true)
        {
            errors.Add(FieldError.Invalid($"{path}.admissionReviewVersions", JsonBytes.Show(webhook["admissionReviewVersions"]), "must include at least one of v1, v1beta1"));
        }

        var client = webhook.Map("clientConfig") ?? [];
        if (client.ContainsKey("url") == client.ContainsKey("service"))
        {
            errors.Add(FieldError.Required($"{path}.clientConfig", "exactly one of url or service is required"));
        }
    }
}
