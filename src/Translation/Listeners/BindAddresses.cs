using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;

namespace MeshActors.Translation.Listeners;

/// <summary>Addresses that listeners bind to, by the address families of the proxy.</summary>
internal static class BindAddresses
{
    public const string AnyIpv4 = "0.0.0.0";
    public const string AnyIpv6 = "::";
    public const string UnixPrefix = "unix://";

    /// <summary>All addresses, the primary family first.</summary>
    public static ValueList<string> Wildcards(ListenerProxy proxy) => Families(proxy, AnyIpv4, AnyIpv6);

    public static ValueList<string> Loopbacks(ListenerProxy proxy) => Families(proxy, "127.0.0.1", "::1");

    /// <summary>The name under which tools and EnvoyFilters know a listener.</summary>
    public static string ListenerName(string bind, int port) => string.Create(CultureInfo.InvariantCulture, $"{bind}_{port}");

    /// <summary>A socket address; port 0 stands for the path of a Unix socket.</summary>
    public static Address Of(string bind, int port) => port != 0
        ? new() { SocketAddress = new() { Address = bind, PortValue = (uint)port } }
        : new() { Pipe = new() { Path = bind.StartsWith(UnixPrefix, StringComparison.Ordinal) ? bind[UnixPrefix.Length..] : bind } };

    public static IEnumerable<AdditionalAddress> Additional(IEnumerable<string> binds, int port) =>
        binds.Where(bind => bind.Length > 0).Select(bind => new AdditionalAddress { Address = Of(bind, port) });

    /// <summary>The first address that others can reach; empty where there is none.</summary>
    public static string FirstReachable(IEnumerable<string> addresses) => addresses.FirstOrDefault(IsReachable) ?? "";

    private static bool IsReachable(string text) =>
        IPAddress.TryParse(text, out var address)
        && !IPAddress.IsLoopback(address)
        && !address.Equals(IPAddress.Any)
        && !address.Equals(IPAddress.IPv6Any)
        && (address.AddressFamily == AddressFamily.InterNetworkV6
            ? !address.IsIPv6LinkLocal && !address.IsIPv6Multicast
            : address.GetAddressBytes() is not ([169, 254, ..] or [>= 224, ..]));

    private static ValueList<string> Families(ListenerProxy proxy, string ipv4, string ipv6) =>
        proxy.IsDualStack ? [ipv4, ipv6] : proxy.IsIpv6Only ? [ipv6] : [ipv4];
}
