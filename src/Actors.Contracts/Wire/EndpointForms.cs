using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Registry;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>A service's endpoints, and the load assignments that are made of them.</summary>
internal static class EndpointForms
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register(
            "endpoints-topic/1",
            Proto.ServiceEndpointsTopic.Parser,
            static (ServiceEndpointsTopic topic) => new() { Service = ServiceForms.ToProto(topic.Service) },
            static topic => new(ServiceForms.FromProto(topic.Service)));
        registry.Register(
            "endpoints/1",
            Proto.ServiceEndpoints.Parser,
            static (ServiceEndpoints all) => new() { Service = ServiceForms.ToProto(all.Service), Endpoints = { all.Endpoints.Select(RegistryForms.ToProto) } },
            static all => new(ServiceForms.FromProto(all.Service), [.. all.Endpoints.Select(RegistryForms.FromProto)]));
        registry.Register(
            "load-assignment-topic/1",
            Proto.LoadAssignmentTopic.Parser,
            static (LoadAssignmentTopic topic) => new() { Service = ServiceForms.ToProto(topic.Service), Query = QueryForms.ToProto(topic.Query) },
            static topic => new(ServiceForms.FromProto(topic.Service), QueryForms.FromProto(topic.Query)));
        registry.Register(
            "load-assignment/1",
            Proto.LoadAssignment.Parser,
            static (LoadAssignment assignment) => new() { TypeUrl = assignment.Resource.TypeUrl, Resource = ResourceForms.ToProto(assignment.Resource) },
            static assignment => new(ResourceForms.FromProto(string.Intern(assignment.TypeUrl), Received.Required(assignment.Resource, "The resource of a load assignment"))));
    }
}
