using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Validation.Meshes;

/// <summary>What istiod refuses of networks that can be read: it keeps those that it had then.</summary>
public static class MeshNetworksRules
{
    /// <summary>What is wrong, by field; empty where nothing is.</summary>
    public static IReadOnlyList<FieldError> Check(MeshNetworks networks)
    {
        var errors = new List<FieldError>();
        foreach (var (name, network) in networks.Networks.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            for (var i = 0; i < network.Endpoints.Count; i++)
            {
                CheckEndpoints(network.Endpoints[i], $"networks[{name}].endpoints[{i}]", errors);
            }

            for (var i = 0; i < network.Gateways.Count; i++)
            {
                CheckGateway(network.Gateways[i], $"networks[{name}].gateways[{i}]", errors);
            }
        }

        return errors;
    }

    private static void CheckEndpoints(NetworkEndpoints endpoints, string path, List<FieldError> errors)
    {
        if (endpoints.FromCidr is { } cidr && !IsRange(cidr))
        {
            errors.Add(new($"{path}.fromCidr", $"{cidr} is no address range"));
        }

        if (endpoints.FromRegistry is { } registry && !DnsName.IsLabel(registry))
        {
            errors.Add(new($"{path}.fromRegistry", $"{registry} is no name of a registry"));
        }
    }

    private static void CheckGateway(IstioNetworkGateway gateway, string path, List<FieldError> errors)
    {
        if (gateway.RegistryServiceName is { } service && !DnsName.IsFull(service))
        {
            errors.Add(new($"{path}.registryServiceName", $"{service} is no host name"));
        }

        if (gateway.Address is { } address && !IpText.IsAddress(address) && !DnsName.IsFull(address))
        {
            errors.Add(new($"{path}.address", $"{address} is neither an address nor a host name"));
        }

        ObjectValidator.CheckPort(gateway.Port, $"{path}.port", errors);
    }

    private static bool IsRange(string text) => text.Contains('/') ? IpRange.TryParse(text, out _) : IpText.IsAddress(text);
}
