using MeshActors.Mesh.Proxy;

namespace MeshActors.Mesh.Tests.View;

internal static class Proxies
{
    public static ProxyNode Sidecar(string ns, params (string Key, string Value)[] labels) => Of(ProxyType.Sidecar, ns, labels);

    public static ProxyNode Router(string ns, params (string Key, string Value)[] labels) => Of(ProxyType.Router, ns, labels);

    private static ProxyNode Of(ProxyType type, string ns, (string Key, string Value)[] labels) => new()
    {
        Id = "test",
        Type = type,
        IpAddresses = ["10.0.0.1"],
        Namespace = ns,
        DnsDomain = $"{ns}.svc.cluster.local",
        Labels = labels.ToDictionary(label => label.Key, label => label.Value),
    };
}
