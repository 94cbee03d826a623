namespace MeshActors.XdsLoad.Wire;

/// <summary>The methods of the aggregated discovery service.</summary>
internal static class AdsMethods
{
    private const string Service = "/envoy.service.discovery.v3.AggregatedDiscoveryService/";

    public const string Delta = Service + "DeltaAggregatedResources";

    public const string StateOfTheWorld = Service + "StreamAggregatedResources";
}
