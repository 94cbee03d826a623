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

    private static readonly uint NameTag = Tags.Message(RouteConfiguration.NameFieldNumber);

    private static readonly EncodedPart FullTail = new(new RouteConfiguration
    {
        ValidateClusters = false,
        MaxDirectResponseBodySizeBytes = MaxDirectResponseBytes,
        IgnorePortInHostMatching = true,
    }.ToByteArray());

    private static readonly EncodedPart EmptyTail = new(new RouteConfiguration { ValidateClusters = false }.ToByteArray());

    public static EncodedResource Encode(RouteConfigurationDraft draft)
    {
        var tail = draft.Form switch
        {
            RouteForm.Full => FullTail,
            RouteForm.Empty => EmptyTail,
            _ => null,
        };
        return new(draft.Name, TypeUrls.Route, MessageParts.Around(Tags.Field(NameTag, draft.Name), draft.Hosts, tail));
    }
}
