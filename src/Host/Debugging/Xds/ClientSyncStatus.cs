using Envoy.Service.Status.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Host.Debugging.Xds;

/// <summary>What a proxy was sent and has accepted, in the message that <c>istioctl proxy-status</c> reads.</summary>
internal static class ClientSyncStatus
{
    // Whoever says nothing of its configuration is a tool that asks, and no proxy.
    public static bool IsProxy(ProxyNode node) => node.ProxyConfig is not null || node.Type == ProxyType.Ztunnel;

    public static ClientConfig Of(ConnectionStatus connection, DateTimeOffset now)
    {
        var metadata = new Struct();
        Add(metadata, "CLUSTER_ID", connection.Node.ClusterId);
        Add(metadata, "NAMESPACE", connection.Node.MetadataText("NAMESPACE") ?? "");
        Add(metadata, "ISTIO_VERSION", connection.Node.MetadataText("ISTIO_VERSION") ?? "");
        var client = new ClientConfig { Node = new() { Id = connection.Node.Id, Metadata = metadata } };
        client.GenericXdsConfigs.AddRange(connection.Types
            .Select(type => Of(type, now))
            .OrderBy(type => type.TypeUrl, StringComparer.Ordinal));
        return client;
    }

    private static ClientConfig.Types.GenericXdsConfig Of(SubscriptionStatus type, DateTimeOffset now)
    {
        var sentAt = type.SinceLastSent is { } since ? Timestamp.FromDateTimeOffset(now - since) : null;
        return new()
        {
            TypeUrl = XdsTypes.UrlOf(type.Type),
            ConfigStatus = StatusOf(type),
            LastUpdated = sentAt,
            ErrorState = type.LastNack is { } reason ? new() { LastUpdateAttempt = sentAt, Details = reason } : null,
        };
    }

    private static ConfigStatus StatusOf(SubscriptionStatus type) =>
        type.LastNack is not null ? ConfigStatus.Error
        : type.NonceSent.Length == 0 ? ConfigStatus.NotSent
        : type.NonceAcked == type.NonceSent ? ConfigStatus.Synced
        : ConfigStatus.Stale;

    private static void Add(Struct metadata, string name, string value)
    {
        if (value.Length > 0)
        {
            metadata.Fields[name] = Value.ForString(value);
        }
    }
}
