using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Grpc.Server;

/// <summary>Addresses as gRPC's naming document writes them.</summary>
internal static class PeerAddress
{
    public static string Of(HttpContext http)
    {
        var connection = http.Connection;
        return connection.RemoteIpAddress switch
        {
            null => "unix:",
            { IsIPv4MappedToIPv6: true } mapped => $"ipv4:{mapped.MapToIPv4()}:{connection.RemotePort}",
            { AddressFamily: AddressFamily.InterNetworkV6 } v6 => $"ipv6:[{v6}]:{connection.RemotePort}",
            var v4 => $"ipv4:{v4}:{connection.RemotePort}",
        };
    }
}
