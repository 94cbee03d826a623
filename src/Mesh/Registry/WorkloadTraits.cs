namespace MeshActors.Mesh.Registry;

/// <summary>What the labels of a workload say to those who send to it, found by going through them once.</summary>
public readonly struct WorkloadTraits
{
    private WorkloadTraits(in Found found)
    {
        Service = found.CanonicalName ?? found.KubernetesName ?? found.App;
        Revision = found.CanonicalRevision ?? found.KubernetesVersion ?? found.Version;
        IsLabelledDraining = found.Draining is { Length: > 0 };
        TakesTunnels = found.GatewayManaged == "istio.io-mesh-controller"
            || (found.Tunnel is { } tunnel && tunnel.Split(',').Contains(WellKnownLabels.HttpTunnel));
    }

    /// <summary>The canonical service; null where only the workload's name tells.</summary>
    public string? Service { get; }

    public string? Revision { get; }

    /// <summary>Whether somebody labelled the workload so.</summary>
    public bool IsLabelledDraining { get; }

    /// <summary>Whether the workload takes connections through HBONE.</summary>
    public bool TakesTunnels { get; }

    public static WorkloadTraits Of(IReadOnlyDictionary<string, string> labels)
    {
        var found = default(Found);
        if (labels is Dictionary<string, string> plain)
        {
            // The same, without an enumerator on the heap.
            foreach (var (name, value) in plain)
            {
                found.Read(name, value);
            }
        }
        else
        {
            foreach (var (name, value) in labels)
            {
                found.Read(name, value);
            }
        }

        return new(found);
    }

    private struct Found
    {
        public string? CanonicalName;
        public string? KubernetesName;
        public string? App;
        public string? CanonicalRevision;
        public string? KubernetesVersion;
        public string? Version;
        public string? Draining;
        public string? Tunnel;
        public string? GatewayManaged;

        public void Read(string name, string value)
        {
            switch (name)
            {
                case WellKnownLabels.CanonicalName:
                    CanonicalName = value;
                    break;
                case "app.kubernetes.io/name":
                    KubernetesName = value;
                    break;
                case "app":
                    App = value;
                    break;
                case WellKnownLabels.CanonicalRevision:
                    CanonicalRevision = value;
                    break;
                case "app.kubernetes.io/version":
                    KubernetesVersion = value;
                    break;
                case "version":
                    Version = value;
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
}
