using System.Net;
using System.Net.Sockets;
using MeshActors.Actors.Config.Views;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Clusters;

/// <summary>The machine's own DNS.</summary>
internal sealed partial class SystemNames(TimeProvider clock, ILogger log) : INameResolver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var found = await Dns.GetHostAddressesAsync(name, either.Token).ConfigureAwait(false);
            return [.. found.Select(address => address.ToString())];
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            LogUnknown(name, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnknown(name, "nobody told in time");
        }

        return [];
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The address of network gateway {Name} is not to be found ({Reason}): what was known of it holds, and endpoints behind it are left out where nothing was.")]
    private partial void LogUnknown(string name, string reason);
}
