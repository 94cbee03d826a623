using System.Net;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Endpoint slices: their address type never changes and their addresses are of it.</summary>
internal static class EndpointSliceRules
{
    public static void Validate(JsonObject slice, JsonObject? old, List<FieldError> errors)
    {
        var type = slice.Text("addressType");
        if (type is not ("IPv4" or "IPv6" or "FQDN"))
        {
            errors.Add(FieldError.NotSupported("addressType", JsonBytes.Show(slice["addressType"]), ["\"FQDN\"", "\"IPv4\"", "\"IPv6\""]));
        }

        if (old is not null && old.Text("addressType") != type)
        {
            errors.Add(FieldError.Invalid("addressType", JsonBytes.Show(slice["addressType"]), "field is immutable"));
        }

        var endpoints = slice.List("endpoints")?.OfType<JsonObject>().ToList() ?? [];
        for (var i = 0; i < endpoints.Count; i++)
        {
            var addresses = endpoints[i].List("addresses");
            if (addresses is not { Count: > 0 })
            {
                errors.Add(FieldError.Required($"endpoints[{i}].addresses", "must contain at least 1 address"));
            }

            for (var j = 0; j < (addresses?.Count ?? 0); j++)
            {
                if (type != "FQDN" && !IPAddress.TryParse(addresses![j].AsText(), out _))
                {
                    errors.Add(FieldError.Invalid($"endpoints[{i}].addresses[{j}]", JsonBytes.Show(addresses[j]), "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"));
                }
            }
        }
    }
}
