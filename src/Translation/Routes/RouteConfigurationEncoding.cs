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

    public static EncodedResource Encode(RouteConfigurationDraft draft) => new(draft.Name, TypeUrls.Route, draft.Parts, draft.Summary);

    /// <summary>An array for virtual hosts with room for what stands around them: they belong at 1 and behind it.</summary>
    public static EncodedPart[] RoomFor(int hosts, RouteForm form) => new EncodedPart[hosts + (TailOf(form) is null ? 1 : 2)];

    /// <summary>Puts what stands around virtual hosts into the room left for it. A configuration without hosts is one part.</summary>
    /// <param name="name">The configuration's name.</param>
    /// <param name="room">What <see cref="RoomFor"/> gave, filled with encoded virtual hosts.</param>
    /// <param name="form">The settings beside them.</param>
    public static EncodedPart[] Framed(string name, EncodedPart[] room, RouteForm form)
    {
        var head = Tags.Field(NameTag, name);
        var tail = TailOf(form);
        if (room.Length <= (tail is null ? 1 : 2))
        {
            return MessageParts.Around(head, [], tail);
        }

        room[0] = new(head);
        if (tail is not null)
        {
            room[^1] = tail;
        }

        return room;
    }

    private static EncodedPart? TailOf(RouteForm form) => form switch
    {
        RouteForm.Full => FullTail,
        RouteForm.Empty => EmptyTail,
        _ => null,
    };
}
