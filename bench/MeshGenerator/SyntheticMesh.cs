using System.Globalization;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes;

namespace MeshActors.MeshGenerator;

/// <summary>
/// A mesh of HTTP services as Kubernetes objects: the same objects for the same shape, and for every number the object of that
/// number, so that a benchmark can change one. Pods are running and ready without any controller.
/// </summary>
public sealed class SyntheticMesh(MeshShape shape)
{
    public const int ServicePort = 80;
    private const int TargetPort = 8080;

    public MeshShape Shape { get; } = shape;

    public IEnumerable<SyntheticObject> Objects =>
        Enumerable.Range(0, Shape.Namespaces).Select(Namespace)
            .Concat(Enumerable.Range(0, Shape.Nodes).Select(Node))
            .Concat(Enumerable.Range(0, Shape.Services).Select(Service))
            .Concat(Enumerable.Range(0, Shape.Services).SelectMany(s => Enumerable.Range(0, Shape.Endpoints).Select(e => Pod(s, e))))
            .Concat(Enumerable.Range(0, Shape.Services).Select(service => EndpointSlice(service)))
            .Concat(Enumerable.Range(0, Shape.DestinationRules).Select(rule => DestinationRule(rule)))
            .Concat(Enumerable.Range(0, Shape.VirtualServices).Select(virtualService => VirtualService(virtualService)));

    /// <summary>The sidecars that connect.</summary>
    public IEnumerable<SyntheticProxy> Proxies => Enumerable.Range(0, Shape.Proxies).Select(Proxy);

    public string NamespaceOf(int service) => string.Create(CultureInfo.InvariantCulture, $"ns-{service % Shape.Namespaces}");

    public static string NameOf(int service) => string.Create(CultureInfo.InvariantCulture, $"svc-{service}");

    public string HostOf(int service) => $"{NameOf(service)}.{NamespaceOf(service)}.svc.cluster.local";

    public SyntheticObject Service(int service) => SyntheticObject.Of(ResourceTypes.Services, NamespaceOf(service), NameOf(service), new()
    {
        ["spec"] = new JsonObject
        {
            ["type"] = "ClusterIP",
            ["clusterIP"] = Address(96, service),
            ["clusterIPs"] = new JsonArray(Address(96, service)),
            ["selector"] = new JsonObject { ["app"] = NameOf(service) },
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = ServicePort, ["targetPort"] = TargetPort, ["protocol"] = "TCP" }),
        },
    });

    /// <param name="service">Whose endpoints.</param>
    /// <param name="unready">The number of an endpoint that is not ready; none where negative.</param>
    public SyntheticObject EndpointSlice(int service, int unready = -1) =>
        SyntheticObject.Of(
            ResourceTypes.EndpointSlices,
            NamespaceOf(service),
            NameOf(service) + "-1",
            new()
            {
                ["addressType"] = "IPv4",
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = TargetPort, ["protocol"] = "TCP" }),
                ["endpoints"] = new JsonArray([.. Enumerable.Range(0, Shape.Endpoints).Select(e => Endpoint(service, e, e != unready))]),
            },
            new() { ["kubernetes.io/service-name"] = NameOf(service) });

    /// <param name="number">The first one is for the first service, and so on.</param>
    /// <param name="weight">Percent that go to the first subset.</param>
    public SyntheticObject VirtualService(int number, int weight = 90)
    {
        var service = number % Shape.Services;
        return SyntheticObject.Of(MeshTypes.VirtualServices, NamespaceOf(service), NameOf(service), new()
        {
            ["spec"] = new JsonObject
            {
                ["hosts"] = new JsonArray(HostOf(service)),
                ["http"] = new JsonArray(
                    new JsonObject
                    {
                        ["match"] = new JsonArray(new JsonObject { ["headers"] = new JsonObject { ["x-canary"] = new JsonObject { ["exact"] = "true" } } }),
                        ["route"] = new JsonArray(Destination(service, "v2", null)),
                    },
                    new JsonObject
                    {
                        ["timeout"] = "5s",
                        ["route"] = new JsonArray(Destination(service, "v1", weight), Destination(service, "v2", 100 - weight)),
                    }),
            },
        });
    }

    /// <param name="number">The first one is for the first service, and so on.</param>
    /// <param name="maxRequests">A setting of the connection pool that a benchmark may change.</param>
    public SyntheticObject DestinationRule(int number, int maxRequests = 100)
    {
        var service = number % Shape.Services;
        return SyntheticObject.Of(MeshTypes.DestinationRules, NamespaceOf(service), NameOf(service), new()
        {
            ["spec"] = new JsonObject
            {
                ["host"] = HostOf(service),
                ["trafficPolicy"] = new JsonObject
                {
                    ["connectionPool"] = new JsonObject { ["http"] = new JsonObject { ["http2MaxRequests"] = maxRequests } },
                    ["outlierDetection"] = new JsonObject { ["consecutive5xxErrors"] = 7, ["interval"] = "30s" },
                },
                ["subsets"] = new JsonArray(Subset("v1"), Subset("v2")),
            },
        });
    }

    public SyntheticProxy Proxy(int number)
    {
        var (endpoint, service) = Math.DivRem(number, Shape.Services);
        var (zone, region) = PlaceOf(NodeOf(service, endpoint));
        return new()
        {
            Name = PodName(service, endpoint),
            Namespace = NamespaceOf(service),
            Address = PodAddress(service, endpoint),
            Node = NodeName(NodeOf(service, endpoint)),
            Region = region,
            Zone = zone,
            Workload = NameOf(service),
            Labels = PodLabels(service, endpoint).ToDictionary(label => label.Key, label => (string)label.Value!, StringComparer.Ordinal),
        };
    }

    private SyntheticObject Namespace(int number) => SyntheticObject.Of(ResourceTypes.Namespaces, "", NamespaceOf(number), []);

    private static SyntheticObject Node(int number)
    {
        var (zone, region) = PlaceOf(number);
        return SyntheticObject.Of(
            ResourceTypes.Nodes,
            "",
            NodeName(number),
            new() { ["status"] = new JsonObject { ["conditions"] = new JsonArray(Ready()) } },
            new() { ["topology.kubernetes.io/region"] = region, ["topology.kubernetes.io/zone"] = zone });
    }

    private SyntheticObject Pod(int service, int endpoint) => SyntheticObject.Of(
        ResourceTypes.Pods,
        NamespaceOf(service),
        PodName(service, endpoint),
        new()
        {
            ["spec"] = new JsonObject
            {
                ["nodeName"] = NodeName(NodeOf(service, endpoint)),
                ["serviceAccountName"] = "default",
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = "app",
                    ["image"] = "example/app:1",
                    ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["containerPort"] = TargetPort }),
                }),
            },
            ["status"] = new JsonObject
            {
                ["phase"] = "Running",
                ["podIP"] = PodAddress(service, endpoint),
                ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = PodAddress(service, endpoint) }),
                ["conditions"] = new JsonArray(Ready()),
            },
        },
        PodLabels(service, endpoint));

    private JsonObject Endpoint(int service, int endpoint, bool ready) => new()
    {
        ["addresses"] = new JsonArray(PodAddress(service, endpoint)),
        ["conditions"] = new JsonObject { ["ready"] = ready, ["serving"] = ready, ["terminating"] = false },
        ["nodeName"] = NodeName(NodeOf(service, endpoint)),
        ["zone"] = PlaceOf(NodeOf(service, endpoint)).Zone,
        ["targetRef"] = new JsonObject { ["kind"] = "Pod", ["name"] = PodName(service, endpoint), ["namespace"] = NamespaceOf(service) },
    };

    private JsonObject Destination(int service, string subset, int? weight)
    {
        var route = new JsonObject { ["destination"] = new JsonObject { ["host"] = HostOf(service), ["subset"] = subset } };
        if (weight is not null)
        {
            route["weight"] = weight;
        }

        return route;
    }

    private int NodeOf(int service, int endpoint) => ((service * Shape.Endpoints) + endpoint) % Shape.Nodes;

    private string PodAddress(int service, int endpoint) => Address(128, (service * Shape.Endpoints) + endpoint);

    private static JsonObject PodLabels(int service, int endpoint) => new() { ["app"] = NameOf(service), ["version"] = endpoint % 2 == 0 ? "v1" : "v2" };

    private static JsonObject Subset(string version) => new() { ["name"] = version, ["labels"] = new JsonObject { ["version"] = version } };

    private static JsonObject Ready() => new() { ["type"] = "Ready", ["status"] = "True" };

    private static string PodName(int service, int endpoint) => string.Create(CultureInfo.InvariantCulture, $"{NameOf(service)}-{endpoint}");

    // No name that a cluster of simulated workloads has: it would run the pods.
    private static string NodeName(int node) => string.Create(CultureInfo.InvariantCulture, $"synthetic-{node}");

    private static (string Zone, string Region) PlaceOf(int node) => (string.Create(CultureInfo.InvariantCulture, $"zone-{node % 3}"), "region-1");

    /// <summary>10.BASE.0.1 and on, for four million addresses.</summary>
    private static string Address(int start, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{start + (number >> 16)}.{(number >> 8) & 255}.{number & 255}");
}
