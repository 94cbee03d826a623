namespace MeshActors.Mesh.Tests.Registry;

/// <summary>Objects that several tests start from.</summary>
internal static class Samples
{
    public const string ClusterIpSpec =
        "type: ClusterIP, clusterIP: 10.96.0.1, ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]";

    /// <param name="name">The service, which selects the label <c>app</c> of that value.</param>
    /// <param name="spec">Fields of the spec in flow style, besides the selector.</param>
    /// <param name="meta">More fields of the metadata in flow style.</param>
    public static string Service(string name, string spec = ClusterIpSpec, string meta = "labels: {}") => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}, namespace: shop, {{meta}} }
        spec: {selector: {app: {{name}} }, {{spec}} }
        ---

        """;

    public static string Unselecting(string name, string spec = ClusterIpSpec) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}, namespace: shop}
        spec: { {{spec}} }
        ---

        """;

    public static string Pod(string name, string app, string ip, string moreLabels = "", string moreSpec = "") => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}, namespace: shop, labels: {app: {{app}}, security.istio.io/tlsMode: istio{{moreLabels}} } }
        spec:
          {serviceAccountName: {{app}}, nodeName: node-1{{moreSpec}},
           containers: [{name: app, ports: [{name: web, containerPort: 8080, protocol: TCP}]}]}
        status: {phase: Running, podIP: {{ip}}, conditions: [{type: Ready, status: "True"}]}
        ---

        """;

    public static string Slice(string service, params IReadOnlyList<(string Pod, string Ip)> endpoints) => SliceOf(
        service, string.Join(", ", endpoints.Select(e => $$"""{addresses: [{{e.Ip}}], targetRef: {kind: Pod, name: {{e.Pod}} } }""")));

    /// <param name="service">The service that the slice belongs to.</param>
    /// <param name="endpoints">Endpoints in flow style.</param>
    /// <param name="suffix">Keeps the slices of a service apart.</param>
    public static string SliceOf(string service, string endpoints, string suffix = "1") => $$"""
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: {{service}}-{{suffix}}, namespace: shop, labels: {kubernetes.io/service-name: {{service}} } }
        addressType: IPv4
        ports: [{name: http, port: 8080, protocol: TCP}]
        endpoints: [{{endpoints}}]
        ---

        """;

    public static string ServiceEntry(string name, string spec, string meta = "labels: {}", string status = "{}") => $$"""
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: {{name}}, namespace: shop, {{meta}} }
        spec: { {{spec}} }
        status: {{status}}
        ---

        """;

    public static string WorkloadEntry(string name, string spec, string meta = "labels: {}", string status = "{}") => $$"""
        apiVersion: networking.istio.io/v1
        kind: WorkloadEntry
        metadata: {name: {{name}}, namespace: shop, {{meta}} }
        spec: { {{spec}} }
        status: {{status}}
        ---

        """;
}
