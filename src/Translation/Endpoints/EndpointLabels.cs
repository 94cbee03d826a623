using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>The labels that load assignments read of an endpoint, found by going through its labels once.</summary>
internal struct EndpointLabels
{
    private string? _canonicalName;
    private string? _kubernetesName;
    private string? _app;
    private string? _canonicalRevision;
    private string? _kubernetesVersion;
    private string? _version;

    /// <summary>The canonical service; null where only the workload's name tells.</summary>
    public readonly string? Service => _canonicalName ?? _kubernetesName ?? _app;

    public readonly string? Revision => _canonicalRevision ?? _kubernetesVersion ?? _version;

    public string? Draining { get; private set; }

    public string? Tunnel { get; private set; }

    public string? GatewayManaged { get; private set; }

    public static EndpointLabels Of(Endpoint endpoint)
    {
        var found = default(EndpointLabels);
        if (endpoint.Labels is Dictionary<string, string> labels)
        {
            // The same, without an enumerator on the heap.
            foreach (var (name, value) in labels)
            {
                found.Read(name, value);
            }
        }
        else
        {
            foreach (var (name, value) in endpoint.Labels)
            {
                found.Read(name, value);
            }
        }

        return found;
    }

    private void Read(string name, string value)
    {
        switch (name)
        {
            case WellKnownLabels.CanonicalName:
                _canonicalName = value;
                break;
            case "app.kubernetes.io/name":
                _kubernetesName = value;
                break;
            case "app":
                _app = value;
                break;
            case WellKnownLabels.CanonicalRevision:
                _canonicalRevision = value;
                break;
            case "app.kubernetes.io/version":
                _kubernetesVersion = value;
                break;
            case "version":
                _version = value;
                break;
            case WellKnownLabels.Draining:
                Draining = value;
                break;
            case WellKnownLabels.Tunnel:
                Tunnel = value;
                break;
            case "gateway.istio.io/managed":
                GatewayManaged = value;
                break;
            default:
                break;
        }
    }
}
