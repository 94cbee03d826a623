using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Http;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.Discovery;

/// <summary>Answers <c>/api</c>, <c>/apis</c> and the paths of groups and versions, in the legacy form and the aggregated one.</summary>
internal sealed class DiscoveryEndpoint(CatalogHolder catalog)
{
    /// <returns>False where the path is not one of discovery's.</returns>
    public async Task<bool> TryRunAsync(HttpContext context)
    {
        var parts = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var now = catalog.Current;
        switch (parts)
        {
            case ["api" or "apis"] when AggregatedVersion(context.Request) is { } version:
                var core = parts[0] == "api";
                await Responses.WriteAsync(
                    context,
                    200,
                    AggregatedDiscovery.Write(now.Groups.Where(g => g.Name.Length == 0 == core), version),
                    $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList").ConfigureAwait(false);
                return true;
            case ["api"]:
                await Responses.WriteAsync(context, 200, LegacyDiscovery.CoreVersions(context.Request.Host.Value ?? "")).ConfigureAwait(false);
                return true;
            case ["apis"]:
                await Responses.WriteAsync(context, 200, LegacyDiscovery.Groups(now)).ConfigureAwait(false);
                return true;
            case ["apis", var name] when now.Groups.FirstOrDefault(g => g.Name == name) is { } group:
                var node = LegacyDiscovery.Group(group);
                node["kind"] = "APIGroup";
                node["apiVersion"] = "v1";
                await Responses.WriteAsync(context, 200, node).ConfigureAwait(false);
                return true;
            case ["api", var version] when now.Groups.FirstOrDefault(g => g.Name.Length == 0) is { } group && group.Versions.Contains(version):
                await Responses.WriteAsync(context, 200, LegacyDiscovery.Resources(group, version)).ConfigureAwait(false);
                return true;
            case ["apis", var name, var version] when now.Groups.FirstOrDefault(g => g.Name == name) is { } group && group.Versions.Contains(version):
                await Responses.WriteAsync(context, 200, LegacyDiscovery.Resources(group, version)).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The newest version of aggregated discovery that the client accepts before the plain form, or null.</summary>
    private static string? AggregatedVersion(HttpRequest request)
    {
        foreach (var part in request.Headers.Accept.ToString().Split(','))
        {
            var words = part.Split(';', StringSplitOptions.TrimEntries);
            if (words[0] == "application/json" && words.Contains("as=APIGroupDiscoveryList") && words.Contains("g=apidiscovery.k8s.io"))
            {
                return words.Contains("v=v2") ? "v2" : words.Contains("v=v2beta1") ? "v2beta1" : null;
            }

            if (words is ["application/json"])
            {
                return null;
            }
        }

        return null;
    }
}
