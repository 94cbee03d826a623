using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Validation;

internal static class ServiceEntryRules
{
    public static void Check(ServiceEntry spec, List<FieldError> errors)
    {
        if (spec.Hosts.Count == 0)
        {
            errors.Add(new("spec.hosts", "service entry must have at least one host"));
        }

        for (var i = 0; i < spec.Hosts.Count; i++)
        {
            if (spec.Hosts[i].Length == 0)
            {
                errors.Add(new($"spec.hosts[{i}]", "host name cannot be empty"));
            }
        }

        for (var i = 0; i < spec.Ports.Count; i++)
        {
            ObjectValidator.CheckPort(spec.Ports[i].Number, $"spec.ports[{i}].number", errors);
        }

        if (spec.WorkloadSelector is not null && spec.Endpoints.Count > 0)
        {
            errors.Add(new("spec.workloadSelector", "only one of workloadSelector or endpoints can be set"));
        }
    }
}
