namespace MeshActors.Mesh.Registry;

/// <summary>How Istio names protocols in port names, <c>appProtocol</c> and its own API.</summary>
public static class Protocols
{
    /// <summary>Parses a protocol name of the Istio API (case does not matter). Unknown names are <see cref="Protocol.Unsupported"/>.</summary>
    public static Protocol Parse(string name) => name.ToUpperInvariant() switch
    {
        "TCP" => Protocol.Tcp,
        "UDP" => Protocol.Udp,
        "GRPC" => Protocol.Grpc,
        "GRPC-WEB" => Protocol.GrpcWeb,
        "HTTP" => Protocol.Http,
        "HTTP_PROXY" => Protocol.HttpProxy,
        "HTTP2" => Protocol.Http2,
        "HTTPS" => Protocol.Https,
        "TLS" => Protocol.Tls,
        "MONGO" => Protocol.Mongo,
        "REDIS" => Protocol.Redis,
        "MYSQL" => Protocol.MySql,
        _ => Protocol.Unsupported,
    };

    /// <summary>The name under which the Istio API writes the protocol, such as <c>HTTP2</c> or <c>UnsupportedProtocol</c>.</summary>
    public static string Name(Protocol protocol) => protocol switch
    {
        Protocol.Tcp => "TCP",
        Protocol.Udp => "UDP",
        Protocol.Grpc => "GRPC",
        Protocol.GrpcWeb => "GRPC-Web",
        Protocol.Http => "HTTP",
        Protocol.HttpProxy => "HTTP_PROXY",
        Protocol.Http2 => "HTTP2",
        Protocol.Https => "HTTPS",
        Protocol.Tls => "TLS",
        Protocol.Mongo => "Mongo",
        Protocol.Redis => "Redis",
        Protocol.MySql => "MySQL",
        _ => "UnsupportedProtocol",
    };

    public static bool IsHttp2(this Protocol protocol) => protocol is Protocol.Http2 or Protocol.Grpc or Protocol.GrpcWeb;

    public static bool IsHttp(this Protocol protocol) =>
        protocol is Protocol.Http or Protocol.Http2 or Protocol.HttpProxy or Protocol.Grpc or Protocol.GrpcWeb;

    public static bool IsTcp(this Protocol protocol) =>
        protocol is Protocol.Tcp or Protocol.Https or Protocol.Tls or Protocol.Mongo or Protocol.Redis or Protocol.MySql;

    public static bool IsTls(this Protocol protocol) => protocol is Protocol.Https or Protocol.Tls;

    public static bool IsUnsupported(this Protocol protocol) => protocol is Protocol.Unsupported;
}
