using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Admission;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>Deletion: at once where nothing holds the object, else by marking it for whoever does.</summary>
internal sealed class ObjectDeleter(ApiServices services)
{
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";
    private const int DefaultPodGraceSeconds = 30;

    /// <returns>The object as it is now, and whether it is gone.</returns>
    /// <exception cref="ApiException">There is no such object, or a precondition or a webhook refuses.</exception>
    public async Task<(StoredObject Object, bool Gone)> DeleteAsync(
        ResourceView view,
        string ns,
        string name,
        DeleteRequest request,
        WriteRequest options,
        CancellationToken cancellation)
    {
        var id = view.Definition.StorageId;
        var key = new StoreKey(view.Definition.Namespaced ? ns : "", name);
        while (true)
        {
            var current = services.Store.State.Find(id, key) ?? throw ApiException.NotFound(view.Definition.Id, name);
            CheckPreconditions(view, current, request);
            var body = current.ToNode();
            await services.Admission.ValidateAsync(
                new AdmissionAttributes(view, key.Namespace, name, "DELETE", null, view.Decode(current), options),
                cancellation).ConfigureAwait(false);
            var gone = Mark(view, body, request);
            if (options.DryRun)
            {
                return (current, gone);
            }

            try
            {
                if (gone)
                {
                    return ((await services.Store.DeleteAsync(id, key, body, current.Revision, cancellation).ConfigureAwait(false)).Object, true);
                }

                var before = current.ToNode();
                return JsonNode.DeepEquals(before, body)
                    ? (current, false)
                    : ((await services.Store.PutAsync(id, key, body, current.Revision, cancellation).ConfigureAwait(false)).Object, false);
            }
            catch (StoreConflictException) when (request.ResourceVersion is null)
            {
                // Written meanwhile: mark what is stored now.
            }
            catch (StoreConflictException)
            {
                throw ApiException.Conflict(view.Definition.Id, name);
            }
        }
    }

    private static void CheckPreconditions(ResourceView view, StoredObject current, DeleteRequest request)
    {
        if (request.Uid is { Length: > 0 } uid && uid != current.Uid)
        {
            throw ApiException.Conflict(view.Definition.Id, current.Key.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        }

        if (request.ResourceVersion is { Length: > 0 } version && version != current.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            throw ApiException.Conflict(view.Definition.Id, current.Key.Name, $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {current.Revision}");
        }
    }

    private bool Mark(ResourceView view, JsonObject body, DeleteRequest request)
    {
        var metadata = body.Ensure("metadata");
        AddPropagationFinalizer(metadata, request.PropagationPolicy);
        var grace = GraceOf(view, body, request);
        var already = metadata.ContainsKey("deletionTimestamp");
        if (!already || grace < (metadata.Whole("deletionGracePeriodSeconds") ?? 0))
        {
            metadata["deletionTimestamp"] = ApiServices.Timestamp(services.Clock.GetUtcNow() + TimeSpan.FromSeconds(grace));
            metadata["deletionGracePeriodSeconds"] = grace;
            if (!already && view.Definition.Rules.CountsGeneration)
            {
                metadata["generation"] = (metadata.Whole("generation") ?? 0) + 1;
            }
        }

        if (view.Definition.Id == WellKnown.Namespaces)
        {
            body.Ensure("status")["phase"] = "Terminating";
        }

        return FinalizerRules.IsFree(view, body);
    }

    private static void AddPropagationFinalizer(JsonObject metadata, string policy)
    {
        var finalizer = policy switch { "Foreground" => ForegroundFinalizer, "Orphan" => OrphanFinalizer, _ => null };
        if (finalizer is null)
        {
            return;
        }

        var finalizers = metadata.List("finalizers");
        if (finalizers is null)
        {
            metadata["finalizers"] = finalizers = [];
        }

        if (!finalizers.Any(f => f.AsText() == finalizer))
        {
            finalizers.Add((JsonNode?)finalizer);
        }
    }

    /// <summary>Only pods linger, and only where something plays their kubelet and they have begun to run.</summary>
    private long GraceOf(ResourceView view, JsonObject body, DeleteRequest request)
    {
        if (view.Definition.Id != WellKnown.Pods || !services.GracefulPods || body.Map("spec")?.Text("nodeName") is not { Length: > 0 }
            || body.Map("status")?.Text("phase") is "Succeeded" or "Failed")
        {
            return 0;
        }

        return Math.Max(0, request.GracePeriodSeconds ?? body.Map("spec")?.Whole("terminationGracePeriodSeconds") ?? DefaultPodGraceSeconds);
    }
}
