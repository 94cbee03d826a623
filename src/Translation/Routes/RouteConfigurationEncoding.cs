using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>Puts a route configuration together from encoded virtual hosts.</summary>
internal static class RouteConfigurationEncoding
{
    /// <summary>What admission allows as a body; Envoy's own default is 4 KiB.</summary>
    private const uint MaxDirectResponseBytes = 1024 * 1024;

    private static readonly byte[] FullTail = new RouteConfiguration
    {
        ValidateClusters = false,
        MaxDirectResponseBodySizeBytes = MaxDirectResponseBytes,
        IgnorePortInHostMatching = true,
    }.ToByteArray();

    private static readonly byte[] EmptyTail = new RouteConfiguration { ValidateClusters = false }.ToByteArray();

    public static EncodedResource Encode(RouteConfigurationDraft draft)
    {
        var tail = draft.Form switch
        {
            RouteForm.Full => FullTail,
            RouteForm.Empty => EmptyTail,
            _ => [],
        };
        return new(draft.Name, TypeUrls.Route, MessageParts.Around(new RouteConfiguration { Name = draft.Name }.ToByteArray(), draft.Hosts, tail));
    }
}
