using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Selectors;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Workloads: their pod template, their selector that must select it and never changes, and their strategy.</summary>
internal static class WorkloadRules
{
    public static readonly KindRules Deployments = new()
    {
        Default = item =>
        {
            DefaultTemplate(item);
            var strategy = item.Ensure("spec").Ensure("strategy");
            if (strategy.Text("type") == "RollingUpdate")
            {
                var rolling = strategy.Ensure("rollingUpdate");
                rolling["maxSurge"] ??= "25%";
                rolling["maxUnavailable"] ??= "25%";
            }
        },
        Validate = (item, old, errors) =>
        {
            ValidateWorkload(item, old, errors);
            if (item.At("spec", "strategy", "type").AsText() == "Recreate" && item.At("spec", "strategy", "rollingUpdate") is not null)
            {
                errors.Add(FieldError.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'"));
            }
        },
    };

    public static readonly KindRules Others = new()
    {
        Default = item =>
        {
            DefaultTemplate(item);
            var spec = item.Ensure("spec");
            if (spec.Map("updateStrategy") is { } strategy && strategy.Text("type") == "RollingUpdate")
            {
                var rolling = strategy.Ensure("rollingUpdate");
                if (item.Text("kind") == "StatefulSet")
                {
                    rolling["partition"] ??= 0;
                }
                else
                {
                    rolling["maxUnavailable"] ??= 1;
                    rolling["maxSurge"] ??= 0;
                }
            }
        },
        Validate = ValidateWorkload,
    };

    public static readonly KindRules Jobs = new()
    {
        Default = DefaultTemplate,
        PrepareCreate = job =>
        {
            var uid = job.Map("metadata")?.Text("uid") ?? "";
            var labels = job.Ensure("spec").Ensure("template").Ensure("metadata").Ensure("labels");
            labels["batch.kubernetes.io/controller-uid"] ??= uid;
            labels["batch.kubernetes.io/job-name"] ??= job.Map("metadata")?.Text("name");
            job.Ensure("spec")["selector"] ??= new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid } };
        },
        Validate = (job, _, errors) => ValidateTemplate(job.Map("spec")?.Map("template"), "spec.template", errors),
    };

    public static readonly KindRules CronJobs = new()
    {
        Default = item => PodSpecRules.Default(item.Ensure("spec").Ensure("jobTemplate").Ensure("spec").Ensure("template").Ensure("spec")),
        Validate = (item, _, errors) =>
        {
            if (item.At("spec", "schedule").AsText()?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length is not 5 && item.At("spec", "schedule").AsText()?.StartsWith('@') != true)
            {
                errors.Add(FieldError.Invalid("spec.schedule", JsonBytes.Show(item.At("spec", "schedule")), "expected exactly 5 fields"));
            }

            ValidateTemplate(item.At("spec", "jobTemplate", "spec", "template") as JsonObject, "spec.jobTemplate.spec.template", errors);
        },
    };

    private static void DefaultTemplate(JsonObject item) => PodSpecRules.Default(item.Ensure("spec").Ensure("template").Ensure("spec"));

    private static void ValidateWorkload(JsonObject item, JsonObject? old, List<FieldError> errors)
    {
        var spec = item.Ensure("spec");
        if (spec.Whole("replicas") is < 0 and var replicas)
        {
            errors.Add(FieldError.Invalid("spec.replicas", JsonBytes.Show(replicas), "must be greater than or equal to 0"));
        }

        var selector = spec.Map("selector");
        if (selector is null || selector.Count == 0)
        {
            errors.Add(selector is null ? FieldError.Required("spec.selector") : FieldError.Invalid("spec.selector", "{}", "empty selector is invalid for deployment"));
        }
        else if (!LabelSelectorObject.Read(selector).Matches(Labels(spec)))
        {
            errors.Add(FieldError.Invalid("spec.template.metadata.labels", JsonBytes.Show(spec.At("template", "metadata", "labels") ?? new JsonObject()), "`selector` does not match template `labels`"));
        }

        if (old?.Map("spec") is { } before && !JsonNode.DeepEquals(before["selector"], spec["selector"]))
        {
            errors.Add(FieldError.Invalid("spec.selector", JsonBytes.Show(spec["selector"]), "field is immutable"));
        }

        ValidateTemplate(spec.Map("template"), "spec.template", errors);
    }

    private static void ValidateTemplate(JsonObject? template, string path, List<FieldError> errors)
        => PodSpecRules.Validate(template?.Map("spec") ?? [], $"{path}.spec", errors);

    private static Dictionary<string, string> Labels(JsonObject spec)
        => (spec.At("template", "metadata", "labels") as JsonObject)?.ToDictionary(l => l.Key, l => l.Value.AsText() ?? "") ?? [];
}
