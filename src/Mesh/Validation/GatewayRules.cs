using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Mesh.Validation;

internal static class GatewayRules
{
    public static void Check(Gateway spec, List<FieldError> errors)
    {
        if (spec.Servers.Count == 0)
        {
            errors.Add(new("spec.servers", "gateway must have at least one server"));
        }

        for (var i = 0; i < spec.Servers.Count; i++)
        {
            var server = spec.Servers[i];
            if (server.Port is not { } port)
            {
                errors.Add(new($"spec.servers[{i}].port", "port is required"));
            }
            else if (port.Number != 0 || !IsUnixSocket(server))
            {
                ObjectValidator.CheckPort(port.Number, $"spec.servers[{i}].port.number", errors);
            }

            if (server.Hosts.Count == 0)
            {
                errors.Add(new($"spec.servers[{i}].hosts", "server config must contain at least one host"));
            }
        }
    }

    /// <summary>A socket on a path has no port to number.</summary>
    private static bool IsUnixSocket(Server server) => server.Bind.StartsWith(EntryWorkloads.UnixPrefix, StringComparison.Ordinal);
}
