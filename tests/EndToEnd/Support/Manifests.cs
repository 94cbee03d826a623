using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>What tests apply.</summary>
internal static class Manifests
{
    public static string Bookinfo { get; } = Path.Combine(SharedData.Repository, "samples", "bookinfo");

    /// <summary>The sample without its gateway, whose port may be taken on this machine.</summary>
    public static string[] BookinfoWithoutGateway { get; } = [Path.Combine(Bookinfo, "bookinfo.yaml"), Path.Combine(Bookinfo, "destination-rules.yaml")];

    /// <summary>So many empty namespaces.</summary>
    public static string Namespaces(int count) =>
        string.Join("\n---\n", Enumerable.Range(0, count).Select(i => $"apiVersion: v1\nkind: Namespace\nmetadata: {{name: ns-{i}}}"));

    /// <summary>Sends requests for reviews, and for other hosts, to v1 and v3 of it by weight, in the mesh and through the test's gateway.</summary>
    public static string ReviewsSplit(int v1, int v3, params IEnumerable<string> others) => $$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata:
          name: reviews
          namespace: default
        spec:
          hosts: [{{string.Join(", ", others.Prepend("reviews.default.svc.cluster.local"))}}]
          gateways: [mesh, reviews-gateway]
          http:
          - route:
            - destination: {host: reviews, subset: v1, port: {number: 9080} }
              weight: {{v1}}
            - destination: {host: reviews, subset: v3, port: {number: 9080} }
              weight: {{v3}}
        """;
}
