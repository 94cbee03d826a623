using Google.Protobuf;
using MeshActors.Actors.Discovery.Debugging;
using MeshActors.EnvoyApi;
using MeshActors.Grpc;
using MeshActors.Host.Debugging.Proxies;
using MeshActors.Host.Options;
using MeshActors.Mesh.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Debugging.Xds;

/// <summary>
/// Debug questions over xDS, by istiod's rules. <c>istio.io/debug</c> with one resource name asks for a debug page, as it stands after
/// <c>/debug/</c>; <c>istio.io/debug/syncz</c> and <c>istio.io/debug/config_dump</c> are answered in Envoy's own messages. Callers of other
/// namespaces than the control plane's see the proxies of their own only, and few pages.
/// </summary>
internal sealed partial class DebugOverXds(ReplicaOptions options, DebugPages pages, Func<DebugSources?> sources, ILogger<DebugOverXds> log) : IDebugAnswers
{
    private const string SyncStatusType = DebugQuestion.Prefix + "/syncz";
    private const string ConfigDumpType = DebugQuestion.Prefix + "/config_dump";

    private static readonly IReadOnlySet<string> PagesForAll = new HashSet<string>(StringComparer.Ordinal) { "config_dump", "ndsz", "edsz" };

    public async Task<IReadOnlyList<DebugResource>> AnswerAsync(DebugQuestion question, CancellationToken cancellationToken)
    {
        var identity = question.Identity is { } text && SpiffeIdentity.TryParse(text, out var proved) ? proved : null;
        if (identity is null && (options.DebugChecksCallers || question.TypeUrl == DebugQuestion.Prefix))
        {
            throw Refusal(StatusCode.Unauthenticated, "authentication required");
        }

        return question.TypeUrl switch
        {
            DebugQuestion.Prefix => [await PageAsync(question, identity!).ConfigureAwait(false)],
            SyncStatusType => await SyncStatusAsync(OnlyNamespaceOf(identity), cancellationToken).ConfigureAwait(false),
            ConfigDumpType => await ConfigDumpAsync(question.Names, OnlyNamespaceOf(identity), cancellationToken).ConfigureAwait(false),
            _ => [],
        };
    }

    private static RpcException Refusal(StatusCode code, string reason) => new(new Grpc.Status(code, reason));

    private async Task<DebugResource> PageAsync(DebugQuestion question, SpiffeIdentity identity)
    {
        if (question.Names is not [var name])
        {
            throw Refusal(StatusCode.InvalidArgument, "exactly one debug request is required");
        }

        var mark = name.IndexOf('?', StringComparison.Ordinal);
        var page = mark < 0 ? name : name[..mark];
        if (identity.Namespace != options.SystemNamespace && !PagesForAll.Contains(page))
        {
            throw Refusal(StatusCode.PermissionDenied, $"the debug info is not available for current identity: \"{identity}\"");
        }

        var query = QueryHelpers.ParseQuery(mark < 0 ? "" : name[mark..]);
        var answer = options.DebugEnabled
            ? await pages.AnswerAsync(page, key => query.TryGetValue(key, out var values) ? values[0] ?? "" : null, OnlyNamespaceOf(identity)).ConfigureAwait(false)
            : PageAnswer.Failure(404, "debug pages are switched off (ENABLE_DEBUG_ON_HTTP)");

        // Whatever the page says is the answer, also why it says nothing.
        return new(name, new() { TypeUrl = DebugQuestion.Prefix, Value = UnsafeByteOperations.UnsafeWrap(answer.Body) });
    }

    private async Task<IReadOnlyList<DebugResource>> SyncStatusAsync(string? onlyNamespace, CancellationToken cancellationToken)
    {
        if (sources() is not { } asked)
        {
            return [];
        }

        var now = asked.Clock.GetUtcNow();
        var connections = await asked.Connections.SnapshotAsync(DebugSources.Patience, cancellationToken).ConfigureAwait(false);
        return
        [
            .. connections.Where(connection => ClientSyncStatus.IsProxy(connection.Node) && (onlyNamespace is null || onlyNamespace == connection.Node.Namespace))
                .Select(connection => new DebugResource(connection.Node.Id, EnvoyAny.Pack(ClientSyncStatus.Of(connection, now)))),
        ];
    }

    private async Task<IReadOnlyList<DebugResource>> ConfigDumpAsync(IReadOnlyList<string> names, string? onlyNamespace, CancellationToken cancellationToken)
    {
        if (names is not [var proxy])
        {
            LogUnanswered(ConfigDumpType, $"{names.Count} proxies are named where one must be");
            return [];
        }

        var held = sources() is { } asked
            ? await asked.Connections.FindAsync(proxy, ConfigDumps.Types, DebugSources.Patience, cancellationToken).ConfigureAwait(false)
            : null;
        if (held is null || (onlyNamespace is not null && onlyNamespace != held.Connection.Node.Namespace))
        {
            LogUnanswered(ConfigDumpType, $"proxy \"{proxy}\" is not connected to this replica");
            return [];
        }

        return [.. ConfigDumps.Of(held, withEndpoints: false).Configs.Select(config => new DebugResource("", config))];
    }

    private string? OnlyNamespaceOf(SpiffeIdentity? identity) =>
        !options.DebugChecksCallers || identity is null || identity.Namespace == options.SystemNamespace || options.DebugNamespaces.Contains(identity.Namespace)
            ? null
            : identity.Namespace;

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Type} has no answer: {Reason}")]
    private partial void LogUnanswered(string type, string reason);
}
