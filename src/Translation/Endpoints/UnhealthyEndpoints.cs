using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>Whether a service's unready endpoints are sent, marked as unhealthy.</summary>
internal static class UnhealthyEndpoints
{
    /// <summary>Traffic distribution by zone or node spills over by health: it needs to see unready endpoints.</summary>
    public static bool AreForced(Service service, MeshFeatures features) =>
        features.SendUnhealthyEndpoints || service.TrafficDistribution != TrafficDistribution.Any;

    public static bool AreSent(Service service, MeshFeatures features) => features.AutoSendUnhealthyEndpoints || AreForced(service, features);
}
