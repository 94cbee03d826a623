namespace MeshActors.Conformance.Tests;

/// <summary>A folder with one case, small enough to read in a test; gone when disposed.</summary>
internal sealed class SmallCase : IDisposable
{
    private const string CaseJson =
        """
        {"kind":"xds","cluster":"Kubernetes","secretAccess":true,"remoteClusters":[],"kinds":["VirtualService","Gateway.gateway.networking.k8s.io"],
         "proxies":[{"name":"web","identity":"spiffe://cluster.local/ns/a/sa/web","node":{"id":"sidecar~10.0.0.1~web.a~a.svc.cluster.local"},
         "requests":{"routes":["80"],"endpoints":["c"]}}]}
        """;

    public SmallCase()
    {
        Folder = Directory.CreateTempSubdirectory("conformance-").FullName;
        Write("sample-one/case.json", CaseJson);
        Write("sample-one/input.yaml", "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n");
        Write("sample-one/web/clusters.json", """
            [
            {"name":"c","connectTimeout":"10s"},
            {"name":"d","connectTimeout":"10s"}
            ]
            """);
        Write("sample-one/web/endpoints.json", """
            [
            {"clusterName":"c","endpoints":[{"locality":{"region":"r1"}},{"locality":{"region":"r2"},"lbEndpoints":[{"loadBalancingWeight":1},{"loadBalancingWeight":2}]}]}
            ]
            """);
        Write("sample-one/web/routes.json", """
            [
            {"name":"80","virtualHosts":[{"name":"x","domains":["x","x.a"],"routes":[{"name":"1"},{"name":"2"}]},{"name":"y","domains":["y"]}]}
            ]
            """);
    }

    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
