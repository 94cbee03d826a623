using MeshActors.Mesh.Objects;

namespace MeshActors.Translation.Tests.Scale;

/// <summary>Random changes to a mesh that is small enough for its objects to meet: hosts overlap, servers conflict, routes lead to each other.</summary>
/// <param name="mesh">What changes.</param>
/// <param name="random">Decides.</param>
/// <param name="names">How many names of objects there are: the fewer, the more meet.</param>
internal sealed class RandomObjects(ChangingMesh mesh, Random random, int names)
{
    public static readonly string[] Namespaces = ["one", "two"];

    private const string Networking = "networking.istio.io/v1";
    private static readonly string[] Suffixes = ["example.com", "Shop.example.com", "test"];

    private readonly string[] _hosts = ["*", "*.example.com", "*.shop.example.com", .. Enumerable.Range(0, names).SelectMany(i => Suffixes.Select(s => $"h{i}.{s}"))];

    public void Change()
    {
        var ns = Any(Namespaces);
        var name = $"n{random.Next(names)}";
        switch (random.Next(20))
        {
            case < 3:
                Service(ns, name);
                break;
            case < 6:
                ServiceEntry(ns, name);
                break;
            case < 11:
                VirtualService(ns, name);
                break;
            case < 15:
                Gateway(ns, name);
                break;
            case 15:
                mesh.Put(Networking, "DestinationRule", ns, name, $$"""
                    "spec":{"host":"{{Host(ns)}}","subsets":[{"name":"v{{random.Next(2)}}","labels":{"version":"v1"} }],
                     "trafficPolicy":{"loadBalancer":{"consistentHash":{"httpHeaderName":"x-{{random.Next(2)}}"} } } }
                    """);
                break;
            case 16:
                mesh.Put(Networking, "Sidecar", ns, name, $$"""
                    "spec":{"workloadSelector":{"labels":{"app":"{{Any(name, "a")}}"} },
                     "egress":[{ {{Maybe("\"port\":{\"number\":8080,\"protocol\":\"HTTP\",\"name\":\"http\"},")}}"hosts":[{{Any("\"*/*\"", "\"./*\"", $"\"./*\",\"{Any(Namespaces)}/{Any(_hosts)}\"")}}]}]}
                    """);
                break;
            default:
                mesh.Remove(Any<ResourceKind>(
                    ResourceKinds.Service, ResourceKinds.ServiceEntry, ResourceKinds.VirtualService, ResourceKinds.Gateway, ResourceKinds.DestinationRule, ResourceKinds.Sidecar), ns, name);
                break;
        }
    }

    private void Service(string ns, string name) => mesh.Put("v1", "Service", ns, name, random.Next(4) switch
    {
        0 => $$"""
            "spec":{"type":"ExternalName","externalName":"n{{random.Next(names)}}.{{Any(Namespaces)}}.svc.cluster.local"}
            """,
        1 => """
            "spec":{"clusterIP":"None","selector":{"app":"a"},"ports":[{"name":"http","port":80,"protocol":"TCP"}]}
            """,
        _ => $$"""
            "spec":{"clusterIP":"10.0.0.{{random.Next(3)}}","selector":{"app":"{{name}}"},
             "ports":[{"name":"{{Any("http", "tcp", "web")}}","port":{{Any("80", "8080")}},"protocol":"TCP"},{"name":"http-two","port":8888,"protocol":"TCP"}]}
            """,
    }, Created() + Any("", "", "", ",\"annotations\":{\"networking.istio.io/exportTo\":\"" + Any(".", "~", "two", "one,two") + "\"}"));

    private void ServiceEntry(string ns, string name) => mesh.Put(Networking, "ServiceEntry", ns, name, $$"""
        "spec":{"hosts":[{{OneOrTwo(() => Any(_hosts[1..]))}}],"exportTo":["{{Any("*", "*", "*", ".", "two")}}"],
         "location":"{{Any("MESH_INTERNAL", "MESH_EXTERNAL")}}","resolution":"{{Any("STATIC", "STATIC", "NONE")}}",
         "ports":[{"number":{{Any("80", "80", "8080")}},"name":"http","protocol":"{{Any("HTTP", "HTTP", "TCP")}}"}],
         {{Maybe("\"addresses\":[\"240.0.0." + random.Next(3) + "\"],")}}
         {{Any("\"workloadSelector\":{\"labels\":{\"app\":\"" + name + "\"} }", "\"endpoints\":[{\"address\":\"10.1.0." + random.Next(3, 6) + "\",\"labels\":{\"app\":\"a\"} }]")}} }
        """, Created());

    /// <summary>Older objects go before newer ones.</summary>
    private string Created() => $",\"creationTimestamp\":\"2024-01-0{random.Next(1, 5)}T00:00:00Z\"";

    private void VirtualService(string ns, string name) => mesh.Put(Networking, "VirtualService", ns, name, $$"""
        "spec":{"hosts":[{{OneOrTwo(() => Host(ns))}}],
         "gateways":[{{OneOrTwo(() => Any("mesh", "mesh", GatewayName, GatewayName))}}],
         "http":[{"match":[{"uri":{"prefix":"/{{random.Next(3)}}"} {{Maybe(",\"port\":80")}}{{Maybe(",\"sourceLabels\":{\"app\":\"a\"}")}}}],
                  "route":[{"destination":{"host":"{{Host(ns)}}","port":{"number":80} } }]}
                 {{Maybe(",{\"redirect\":{\"uri\":\"/" + random.Next(3) + "\"}}")}}]}
        """);

    private void Gateway(string ns, string name)
    {
        var servers = Enumerable.Range(0, random.Next(1, 4)).Select(i => random.Next(3) switch
        {
            0 => $$"""
                {"port":{"number":443,"name":"https-{{random.Next(3)}}","protocol":"HTTPS"},"hosts":["{{Offered()}}"],
                 "tls":{"mode":"SIMPLE","credentialName":"c{{random.Next(2)}}"} }
                """,
            1 => $$"""
                {"port":{"number":80,"name":"http-{{i}}","protocol":"HTTP"},"hosts":[{{OneOrTwo(Offered)}}],"tls":{"httpsRedirect":true} }
                """,
            _ => $$"""{"port":{"number":{{Any("80", "80", "80", "8080", "443")}},"name":"p{{i}}","protocol":"{{Any("HTTP", "HTTP", "HTTP", "TCP")}}"},"hosts":["{{Offered()}}"]}""",
        });
        mesh.Put(Networking, "Gateway", ns, name, $$"""
            "spec":{"selector":{"istio":"{{Any("gateway", "gateway", "gateway", "other")}}"},"servers":[{{string.Join(',', servers)}}]}
            """);
    }

    private string GatewayName => $"{Any(Namespaces)}/n{random.Next(names)}";

    private string Offered() => Any("", "", "./", "two/") + Any(_hosts);

    private string Host(string ns) => random.Next(3) switch
    {
        0 => $"n{random.Next(names)}.{Any(Namespaces)}.svc.cluster.local",
        1 => $"n{random.Next(names)}.{ns}.svc.cluster.local",
        _ => Any(_hosts[1..]),
    };

    private string OneOrTwo(Func<string> make) =>
        string.Join(',', new[] { make(), make() }.Distinct(StringComparer.OrdinalIgnoreCase).Take(random.Next(1, 3)).Select(text => $"\"{text}\""));

    private string Maybe(string text) => random.Next(3) == 0 ? text : "";

    private T Any<T>(params IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
