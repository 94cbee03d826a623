using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Patch;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>Patches of all four kinds. Each is a change from the present object to a new one, which is then an update.</summary>
internal sealed class ObjectPatcher(ApiServices services, ObjectWriter writer)
{
    /// <returns>The object after the patch, and whether server-side apply made it.</returns>
    /// <exception cref="ApiException">The patch is malformed, does not fit, conflicts, or its outcome is refused.</exception>
    public async Task<(StoredObject Object, bool Created)> PatchAsync(
        ResourceView view,
        string ns,
        string name,
        PatchType type,
        JsonNode patch,
        WriteRequest options,
        CancellationToken cancellation)
    {
        if (type == PatchType.Apply)
        {
            return await ApplyAsync(view, ns, name, patch, options, cancellation).ConfigureAwait(false);
        }

        if (type == PatchType.StrategicMerge && view.Definition.IsCustom)
        {
            throw ApiException.UnsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
        }

        Func<JsonObject, JsonObject> change = type switch
        {
            PatchType.Json => current => JsonPatch.Apply(current, patch) as JsonObject ?? throw ApiException.BadRequest("the patch leaves no object"),
            PatchType.Merge => current => MergePatch.Apply(current, RequireObject(patch)),
            _ => current => StrategicMergePatch.Apply(view.Version.Schema, current, RequireObject(patch)),
        };
        return (await writer.ModifyAsync(view, ns, name, change, options, cancellation).ConfigureAwait(false), false);
    }

    private async Task<(StoredObject Object, bool Created)> ApplyAsync(
        ResourceView view,
        string ns,
        string name,
        JsonNode patch,
        WriteRequest options,
        CancellationToken cancellation)
    {
        var wanted = RequireObject(patch);
        ApplyRules.Check(view, wanted, options);
        var key = new StoreKey(view.Definition.Namespaced ? ns : "", name);
        if (services.Store.State.Find(view.Definition.StorageId, key) is null)
        {
            if (options.Subresource.Length > 0)
            {
                throw ApiException.NotFound(view.Definition.Id, name);
            }

            var metadata = wanted.Ensure("metadata");
            metadata["name"] = name;
            var fresh = new ServerSideApply(view, options, services.Now()).Apply(null, wanted);
            var creation = options with { Applies = true };
            return (await writer.CreateAsync(view, ns, fresh, creation, cancellation).ConfigureAwait(false), true);
        }

        var stored = await writer.ModifyAsync(
            view,
            ns,
            name,
            current => new ServerSideApply(view, options, services.Now()).Apply(current, wanted),
            options with { Applies = true },
            cancellation).ConfigureAwait(false);
        return (stored, false);
    }

    private static JsonObject RequireObject(JsonNode patch) => patch as JsonObject ?? throw ApiException.BadRequest("the patch must be an object");
}
