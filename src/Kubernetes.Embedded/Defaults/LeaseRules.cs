using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Leases: durations are positive.</summary>
internal static class LeaseRules
{
    public static void Validate(JsonObject lease, JsonObject? old, List<FieldError> errors)
    {
        var spec = lease.Map("spec") ?? [];
        if (spec.Whole("leaseDurationSeconds") is <= 0 and var duration)
        {
            errors.Add(FieldError.Invalid("spec.leaseDurationSeconds", JsonBytes.Show(duration), "must be greater than 0"));
        }

        if (spec.Whole("leaseTransitions") is < 0 and var transitions)
        {
            errors.Add(FieldError.Invalid("spec.leaseTransitions", JsonBytes.Show(transitions), "must be greater than or equal to 0"));
        }
    }
}
