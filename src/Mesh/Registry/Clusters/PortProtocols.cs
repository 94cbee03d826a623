using MeshActors.Mesh.Kubernetes;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>Which application protocol a Kubernetes service port declares: by <c>appProtocol</c>, else by its name's prefix.</summary>
internal static class PortProtocols
{
    private const string GrpcWeb = "grpc-web";

    public static Protocol Of(KubernetesServicePort port)
    {
        if (port.Protocol == "UDP")
        {
            return Protocol.Udp;
        }

        switch (port.AppProtocol)
        {
            case "kubernetes.io/h2c":
                return Protocol.Http2;
            case "kubernetes.io/ws":
                return Protocol.Http;
            case "kubernetes.io/wss":
                return Protocol.Https;
        }

        var name = port.AppProtocol ?? port.Name;
        if (name.StartsWith(GrpcWeb, StringComparison.OrdinalIgnoreCase))
        {
            return Protocol.GrpcWeb;
        }

        var dash = name.IndexOf('-', StringComparison.Ordinal);
        var protocol = Protocols.Parse(dash < 0 ? name : name[..dash]);

        // On the ports of protocols where the server speaks first (SMTP, DNS, MySQL, MongoDB), sniffing would hang.
        return protocol == Protocol.Unsupported && port.Port is (25 or 53 or 3306 or 27017) ? Protocol.Tcp : protocol;
    }
}
