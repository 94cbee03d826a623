using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.Actors.Discovery.Tests.Features;

/// <summary>A small mesh after Istio's sample.</summary>
internal static class Bookinfo
{
    public const string Reviews = "outbound|9080||reviews.default.svc.cluster.local";
    public const string ReviewsV1 = "outbound|9080|v1|reviews.default.svc.cluster.local";
    public const string Ratings = "outbound|9080||ratings.default.svc.cluster.local";

    public static string Objects { get; } = string.Join("\n---\n", [
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: default}",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: istio-system}",
        .. new[] { "productpage", "details", "ratings", "reviews" }.SelectMany((app, i) => new[] { Service(app, $"10.96.0.{i + 1}"), Slice(app, $"10.0.0.{i + 10}") }),
    ]);

    public static string Subsets { get; } = """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: reviews, namespace: default}
        spec:
          host: reviews
          subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
        """;

    public static string Split(int first, int second) => $$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: reviews, namespace: default}
        spec:
          hosts: [reviews]
          http:
          - route: [{destination: {host: reviews, subset: v1}, weight: {{first}}}, {destination: {host: reviews, subset: v2}, weight: {{second}}}]
        """;

    public static string Service(string app, string address) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{app}}, namespace: default}
        spec:
          clusterIP: {{address}}
          selector: {app: {{app}}}
          ports: [{name: http, port: 9080, targetPort: 9080}]
        """;

    public static string Slice(string app, params string[] addresses) => $$"""
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: {{app}}-1
          namespace: default
          labels: {kubernetes.io/service-name: {{app}}}
        addressType: IPv4
        ports: [{name: http, port: 9080, protocol: TCP}]
        endpoints: [{{string.Join(", ", addresses.Select(a => $"{{addresses: [\"{a}\"], conditions: {{ready: true}}}}"))}}]
        """;

    public static Node Node(string ns, string app, Action<Node>? with = null)
    {
        var node = new Node
        {
            Id = $"sidecar~10.0.0.10~{app}-1.{ns}~{ns}.svc.cluster.local",
            Cluster = $"{app}.{ns}",
            Metadata = new()
            {
                Fields =
                {
                    ["NAMESPACE"] = Value.ForString(ns),
                    ["CLUSTER_ID"] = Value.ForString("Kubernetes"),
                    ["ISTIO_VERSION"] = Value.ForString("1.30.0"),
                    ["WORKLOAD_NAME"] = Value.ForString(app),
                    ["LABELS"] = Value.ForStruct(new() { Fields = { ["app"] = Value.ForString(app) } }),
                },
            },
        };
        with?.Invoke(node);
        return node;
    }
}
