using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>What a server-side apply request must and must not carry.</summary>
internal static class ApplyRules
{
    /// <exception cref="ApiException">The request breaks a rule (400 or 422).</exception>
    public static void Check(ResourceView view, JsonObject wanted, WriteRequest options)
    {
        if (string.IsNullOrEmpty(options.FieldManager))
        {
            throw ApiException.BadRequest("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }

        if (wanted.Map("metadata")?.List("managedFields") is { Count: > 0 })
        {
            throw ApiException.BadRequest("metadata.managedFields must be nil");
        }

        if (wanted.Text("apiVersion") is not { Length: > 0 } version || wanted.Text("kind") is not { Length: > 0 })
        {
            throw ApiException.BadRequest($"invalid object type: apiVersion and kind must be set to apply a {view.Definition.Kind}");
        }

        if (version != view.ApiVersion)
        {
            throw ApiException.BadRequest($"Incorrect version specified in apply patch. Specified patch version: {version}, expected: {view.ApiVersion}");
        }
    }
}
