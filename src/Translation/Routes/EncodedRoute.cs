using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;

namespace MeshActors.Translation.Routes;

/// <summary>A route as its virtual hosts hold it: with field tag and length, to be written as it is. Compared by reference.</summary>
internal sealed class EncodedRoute
{
    private const uint RoutesTag = (VirtualHost.RoutesFieldNumber << 3) | (uint)WireFormat.WireType.LengthDelimited;

    private EncodedRoute(byte[] field, bool isCatchAll)
    {
        Field = field;
        IsCatchAll = isCatchAll;
    }

    public byte[] Field { get; }

    /// <summary>Whether no request gets past it.</summary>
    public bool IsCatchAll { get; }

    public static EncodedRoute Of(Route route) =>
        new(EncodedField.Of(RoutesTag, EnvoyEncoding.ToBytes(route)), RouteMatches.IsCatchAll(route.Match));
}
