using MeshActors.Actors.Discovery.Connections;
using MeshActors.Translation;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary>Finds the proxy that a page is asked about.</summary>
internal static class ProxyQuestions
{
    /// <summary>What the proxy of <c>?proxyID=</c> is to hold of some types.</summary>
    /// <exception cref="DebugException">None is named, or it is not connected to this replica.</exception>
    public static async Task<HeldResources> FindAsync(DebugRequest request, IReadOnlyCollection<XdsType> types)
    {
        var id = request.Value("proxyID")
            ?? throw new DebugException(StatusCodes.Status400BadRequest, "name a proxy in the query: ?proxyID=NAME.NAMESPACE; /debug/connections lists them");
        var held = await request.Sources.Connections.FindAsync(id, types, DebugSources.Patience).ConfigureAwait(false);
        return held is not null && request.MaySee(held.Connection.Node.Namespace)
            ? held
            : throw new DebugException(
                StatusCodes.Status404NotFound, $"proxy \"{id}\" is not connected to this replica; it may be connected to another: ask that one");
    }
}
