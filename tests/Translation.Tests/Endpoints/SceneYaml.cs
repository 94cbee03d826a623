namespace MeshActors.Translation.Tests.Endpoints;

/// <summary>Objects that the scenes are made of.</summary>
internal static class SceneYaml
{
    public const string Cluster = "outbound|80||cart.shop.svc.cluster.local";

    public static string Service(string name = "cart", string meta = "labels: {}", string spec = "clusterIP: 10.96.0.1") => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}, namespace: shop, {{meta}} }
        spec: {selector: {app: {{name}} }, ports: [{name: http, port: 80, targetPort: 8080}], {{spec}} }
        ---

        """;

    /// <summary>A static entry, whose endpoints say where they are: for what depends on place alone.</summary>
    public static string Entry(string endpoints, string spec = "resolution: STATIC") => $$"""
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: cart, namespace: shop}
        spec:
          hosts: [cart.shop.svc.cluster.local]
          location: MESH_INTERNAL
          {{spec}}
          ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}]
          endpoints: [{{endpoints}}]
        ---

        """;

    public static string Slice(string endpoints, string service = "cart") => $$"""
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: {{service}}-1, namespace: shop, labels: {kubernetes.io/service-name: {{service}} } }
        addressType: IPv4
        ports: [{name: http, port: 8080}]
        endpoints: [{{endpoints}}]
        ---

        """;

    public static string Pod(string name, string ip, string labels = "app: cart, security.istio.io/tlsMode: istio") => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}, namespace: shop, labels: { {{labels}} } }
        spec: {serviceAccountName: cart, subdomain: cart}
        status: {phase: Running, podIP: {{ip}}, conditions: [{type: Ready, status: "True"}]}
        ---

        """;

    public static string Rule(string policy, string subsets = "") => $$"""
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: cart, namespace: shop}
        spec: {host: cart.shop.svc.cluster.local, trafficPolicy: { {{policy}} }, subsets: [{{subsets}}]}
        ---

        """;

    public static string PeerAuthentication(string name, string spec) => $$"""
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: {name: {{name}}, namespace: shop}
        spec: { {{spec}} }
        ---

        """;
}
