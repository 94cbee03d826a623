using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;

namespace MeshActors.Translation.Routes;

/// <summary>Joins encoded virtual hosts to a route configuration.</summary>
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
        var head = new RouteConfiguration { Name = draft.Name }.ToByteArray();
        var tail = draft.Form switch
        {
            RouteForm.Full => FullTail,
            RouteForm.Empty => EmptyTail,
            _ => [],
        };
        var bytes = GC.AllocateUninitializedArray<byte>(head.Length + draft.Hosts.Items.Sum(host => host.Length) + tail.Length);
        head.CopyTo(bytes, 0);
        var at = head.Length;
        foreach (var host in draft.Hosts.Items)
        {
            host.CopyTo(bytes, at);
            at += host.Length;
        }

        tail.CopyTo(bytes, at);
        return new(draft.Name, TypeUrls.Route, bytes);
    }
}
