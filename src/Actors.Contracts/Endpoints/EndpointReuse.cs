using MeshActors.Mesh.Registry;

namespace MeshActors.Actors.Contracts.Endpoints;

/// <summary>A service's endpoints as they came, over those that are held: what is equal stays the same instance, by which encodings are remembered.</summary>
public static class EndpointReuse
{
    public static ServiceEndpoints Over(ServiceEndpoints? held, ServiceEndpoints next)
    {
        if (held is null || ReferenceEquals(held, next))
        {
            return next;
        }

        var known = new HashSet<Endpoint>(held.Endpoints);
        return next with { Endpoints = [.. next.Endpoints.Select(endpoint => known.TryGetValue(endpoint, out var own) ? own : endpoint)] };
    }
}
