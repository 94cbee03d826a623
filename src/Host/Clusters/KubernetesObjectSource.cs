using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Host.Options;
using MeshActors.Kubernetes;
using MeshActors.Mesh.Objects;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Clusters;

/// <summary>
/// Reads objects from the API servers of the clusters. A kind that a server does not serve is empty until it does.
/// </summary>
/// <param name="clients">One client a cluster id.</param>
/// <param name="options">
/// What is read of them. ConfigMaps of applications may be many and large: of those only such are kept that hold authorities.
/// </param>
/// <param name="clock">The clock.</param>
/// <param name="log">Where interruptions are reported.</param>
internal sealed partial class KubernetesObjectSource(
    IReadOnlyDictionary<string, IKubernetesClient> clients, ReplicaOptions options, TimeProvider clock, ILogger<KubernetesObjectSource> log) : IObjectSource
{
    /// <inheritdoc/>
    public Task RunAsync(string cluster, ResourceKind kind, Action<SourceEvent> deliver, CancellationToken cancellationToken)
    {
        if (!clients.TryGetValue(cluster, out var client))
        {
            throw new ArgumentException($"There is no cluster \"{cluster}\".", nameof(cluster));
        }

        if (!options.WatchedKinds.Contains(kind))
        {
            // As if there were none, for good.
            deliver(new SourceEvent.Synced());
            return Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
        }

        var type = ServedTypes.Of(kind);
        return new Reflector(client, type, new() { Namespace = NamespaceOf(kind), FieldSelector = FieldsOf(kind) }, clock).RunAsync(
            news =>
            {
                Deliver(cluster, kind, news, deliver);
                return ValueTask.CompletedTask;
            },
            cancellationToken);
    }

    // What has no namespace is read in whole: the control plane may have been given no right to that, and gets none of it then.
    private string? NamespaceOf(ResourceKind kind) =>
        !kind.Namespaced || options.WatchedNamespace.Length == 0 ? null
        : kind == ResourceKinds.ConfigMap ? options.SystemNamespace
        : options.WatchedNamespace;

    // The two sorts that are many and large, and that no proxy can be sent, stay where they are: releases of Helm, and accounts' tokens.
    private static string? FieldsOf(ResourceKind kind) =>
        kind == ResourceKinds.Secret ? "type!=helm.sh/release.v1,type!=kubernetes.io/service-account-token" : null;

    private bool Counts(ResourceKind kind, KubernetesObject item) =>
        kind != ResourceKinds.ConfigMap || item.Metadata.Namespace == options.SystemNamespace || AuthorityMap.Is(item.Json);

    private void Deliver(string cluster, ResourceKind kind, ReflectorEvent news, Action<SourceEvent> deliver)
    {
        switch (news)
        {
            case { Type: ReflectorEventType.Upserted, Object: { } item } when !Counts(kind, item):
                // It may have counted before.
                deliver(new SourceEvent.Deleted(item.Metadata.Namespace, item.Metadata.Name));
                break;
            case { Type: ReflectorEventType.Upserted, Object: { } item }:
                var meta = item.Metadata;
                deliver(new SourceEvent.Upserted(new(kind, meta.Namespace, meta.Name, meta.Uid, meta.ResourceVersion, item.Json)));
                break;
            case { Type: ReflectorEventType.Deleted, Object: { } item }:
                deliver(new SourceEvent.Deleted(item.Metadata.Namespace, item.Metadata.Name));
                break;
            case { Type: ReflectorEventType.Synced }:
                deliver(new SourceEvent.Synced());
                break;
            case { Type: ReflectorEventType.Missing }:
                LogMissing(cluster, kind.ToString());
                break;
            case { Type: ReflectorEventType.Interrupted, Error: { } error }:
                LogInterrupted(cluster, kind.ToString(), news.RetryAfter, error.Message);
                break;
            default:
                break;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Cluster {Cluster} does not serve {Kind} yet")]
    private partial void LogMissing(string cluster, string kind);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Reading {Kind} of cluster {Cluster} was interrupted, again in {RetryAfter}: {Reason}")]
    private partial void LogInterrupted(string cluster, string kind, TimeSpan retryAfter, string reason);
}
