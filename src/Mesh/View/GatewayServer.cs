using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>One server of a Gateway as a proxy runs it.</summary>
/// <param name="Server">The server; its hosts are <c>namespace/host</c> or <c>host</c>, with <c>.</c> and <c>*</c> as namespaces already resolved.</param>
/// <param name="Gateway">The Gateway that owns it.</param>
public sealed record GatewayServer(Server Server, Config<Gateway> Gateway)
{
    /// <summary><c>namespace/name</c>: what VirtualServices bind to.</summary>
    public string GatewayName { get; } = $"{Gateway.Meta.Namespace}/{Gateway.Meta.Name}";

    /// <summary>The server's protocol.</summary>
    public Protocol Protocol { get; } = Protocols.Parse(Server.Port?.Protocol ?? "");

    /// <summary>Whether the proxy passes TLS through, decided by SNI.</summary>
    public bool IsPassthrough => Server.Tls is { Mode: ServerTlsMode.Passthrough or ServerTlsMode.AutoPassthrough };

    /// <summary>Whether HTTP is handled: plain, or HTTPS that ends here.</summary>
    public bool IsHttp => Protocol.IsHttp() || (Protocol == Protocol.Https && !IsPassthrough);

    /// <summary>Whether TLS is involved other than as a redirect from plain HTTP.</summary>
    public bool IsTls => Server.Tls is not null && !Protocol.IsHttp();

    public bool EndsHttps => Server.Tls is not null && Protocol == Protocol.Https && !IsPassthrough;

    /// <summary>The SNI names by which its connections are told apart, sorted; empty without TLS.</summary>
    public IReadOnlyList<string> SniHosts { get; } = SniHostsOf(Server);

    public bool Equals(GatewayServer? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static string[] SniHostsOf(Server server) => server.Tls is null
        ? []
        : [.. server.Hosts.Select(host => host.Split('/') is [_, var name, ..] ? name : host).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
