using Envoy.Config.Core.V3;
using MeshActors.Translation.Wire;
using EnvoyEndpoint = Envoy.Config.Endpoint.V3.Endpoint;

namespace MeshActors.Translation.Endpoints;

/// <summary>Writes where endpoints are.</summary>
internal static class AddressEncoding
{
    private const string TunnelListener = "connect_originate";

    private static readonly uint AddressTag = Tags.Message(EnvoyEndpoint.AddressFieldNumber);
    private static readonly uint AdditionalTag = Tags.Message(EnvoyEndpoint.AdditionalAddressesFieldNumber);
    private static readonly uint AdditionalAddressTag = Tags.Message(EnvoyEndpoint.Types.AdditionalAddress.AddressFieldNumber);
    private static readonly uint SocketTag = Tags.Message(Address.SocketAddressFieldNumber);
    private static readonly uint PipeTag = Tags.Message(Address.PipeFieldNumber);
    private static readonly uint InternalTag = Tags.Message(Address.EnvoyInternalAddressFieldNumber);
    private static readonly uint SocketAddressTag = Tags.Message(SocketAddress.AddressFieldNumber);
    private static readonly uint SocketPortTag = Tags.Number(SocketAddress.PortValueFieldNumber);
    private static readonly uint PathTag = Tags.Message(Pipe.PathFieldNumber);
    private static readonly uint ListenerNameTag = Tags.Message(EnvoyInternalAddress.ServerListenerNameFieldNumber);
    private static readonly uint EndpointIdTag = Tags.Message(EnvoyInternalAddress.EndpointIdFieldNumber);

    /// <summary>An <c>Endpoint</c> with its further addresses; a socket where the port is 0.</summary>
    public static void WriteEndpoint(ref ReverseWriter output, uint tag, string address, int port)
    {
        var end = output.Written;
        Write(ref output, AddressTag, address, port);
        output.Close(tag, end);
    }

    /// <inheritdoc cref="WriteEndpoint(ref ReverseWriter, uint, string, int)"/>
    public static void WriteEndpoint(ref ReverseWriter output, uint tag, IReadOnlyList<string> addresses, int port)
    {
        var end = output.Written;
        for (var i = addresses.Count - 1; i > 0; i--)
        {
            var additional = output.Written;
            Write(ref output, AdditionalAddressTag, addresses[i], port);
            output.Close(AdditionalTag, additional);
        }

        Write(ref output, AddressTag, addresses.Count == 0 ? "" : addresses[0], port);
        output.Close(tag, end);
    }

    /// <summary>An <c>Endpoint</c> that is reached through the proxy's own tunnel listener.</summary>
    public static void WriteTunnel(ref ReverseWriter output, uint tag, string target)
    {
        var end = output.Written;
        output.Text(EndpointIdTag, target);
        output.Text(ListenerNameTag, TunnelListener);
        output.Close(InternalTag, end);
        output.Close(AddressTag, end);
        output.Close(tag, end);
    }

    private static void Write(ref ReverseWriter output, uint tag, string address, int port)
    {
        var end = output.Written;
        if (port == 0)
        {
            output.TextUnlessEmpty(PathTag, address);
            output.Close(PipeTag, end);
        }
        else
        {
            output.Number(SocketPortTag, (uint)port);
            output.TextUnlessEmpty(SocketAddressTag, address);
            output.Close(SocketTag, end);
        }

        output.Close(tag, end);
    }
}
