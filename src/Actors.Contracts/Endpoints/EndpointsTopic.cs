using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Contracts.Endpoints;

/// <summary>The endpoints of one service, from its namespace's actor to the service's actor.</summary>
public sealed record ServiceEndpointsTopic(ServiceKey Service) : IFeedTopic
{
    public string EntityId => Service.Namespace;
}

/// <summary>One load assignment: the answer to one query, encoded, from the service's actor to whoever needs it.</summary>
public sealed record LoadAssignmentTopic(ServiceKey Service, EndpointQuery Query) : IFeedTopic
{
    public string EntityId => Service.ToString();
}

/// <summary>State and change of a <see cref="LoadAssignmentTopic"/>.</summary>
public sealed record LoadAssignment(EncodedResource Resource);
