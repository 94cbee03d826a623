namespace MeshActors.Mesh.Registry;

/// <summary>The application protocol of a port. <see cref="Unsupported"/> ports are sniffed by the proxy.</summary>
public enum Protocol
{
    Unsupported,
    Http,
    Http2,
    Https,
    Tls,
    Tcp,
    Udp,
    Grpc,
    GrpcWeb,
    Mongo,
    Redis,
    MySql,
    HttpProxy,
}
