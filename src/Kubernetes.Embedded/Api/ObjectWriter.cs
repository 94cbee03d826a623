using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Admission;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Patch;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>Create and update: identity, defaults, admission, validation, ownership of fields, then the store.</summary>
internal sealed class ObjectWriter(ApiServices services)
{
    private const int MaxRetries = 20;

    private readonly ObjectPreparer _preparer = new(services);

    /// <exception cref="ApiException">The object is refused; the message says why.</exception>
    public async Task<StoredObject> CreateAsync(ResourceView view, string ns, JsonObject body, WriteRequest options, CancellationToken cancellation)
    {
        _preparer.CheckIdentity(view, body, ns, name: null);
        var metadata = body.Ensure("metadata");
        if (!string.IsNullOrEmpty(metadata.Text("resourceVersion")))
        {
            throw ApiException.BadRequest("resourceVersion should not be set on objects to be created");
        }

        var name = metadata.Text("name") ?? "";
        _preparer.CheckNamespace(view, ns, name);
        Shape(view, body, options);
        var now = services.Now();
        metadata = body.Ensure("metadata");
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = now;
        metadata.Remove("deletionTimestamp");
        metadata.Remove("deletionGracePeriodSeconds");
        metadata.Remove("selfLink");
        metadata.Remove("resourceVersion");
        if (view.Definition.Rules.CountsGeneration)
        {
            metadata["generation"] = 1;
        }

        if (view.Version.StatusSubresource)
        {
            body.Remove("status");
        }

        view.Definition.Rules.PrepareCreate?.Invoke(body);
        view.Definition.Rules.StampCreator?.Invoke(body, options.User);
        var requested = options.Applies ? null : body.DeepClone().AsObject();
        await AdmitAsync(view, ns, name, "CREATE", body, null, options, cancellation).ConfigureAwait(false);
        ManagedFieldsTracker.Track(view, null, body, requested, options, now);
        var key = new StoreKey(view.Definition.Namespaced ? ns : "", body.Ensure("metadata").Text("name") ?? "");
        view.ToStorage(body);
        if (options.DryRun)
        {
            return services.Store.State.Find(view.Definition.StorageId, key) is null
                ? StoredObject.From(view.Definition.StorageId, key, 0, body)
                : throw ApiException.AlreadyExists(view.Definition.Id, key.Name);
        }

        try
        {
            return (await services.Store.PutAsync(view.Definition.StorageId, key, body, expected: 0, cancellation).ConfigureAwait(false)).Object;
        }
        catch (StoreConflictException)
        {
            throw ApiException.AlreadyExists(view.Definition.Id, key.Name);
        }
    }

    /// <summary>Replaces an object, or its status where the options name that subresource.</summary>
    /// <exception cref="ApiException">The object is refused; the message says why.</exception>
    public async Task<StoredObject> UpdateAsync(ResourceView view, string ns, string name, JsonObject body, WriteRequest options, CancellationToken cancellation)
    {
        _preparer.CheckIdentity(view, body, ns, name);
        return await ModifyAsync(view, ns, name, _ => body.DeepClone().AsObject(), options, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads, changes and writes an object, again and again while others write it at the same time. A new state that
    /// carries a resourceVersion is written only onto that version.
    /// </summary>
    /// <param name="change">Makes the new state from a copy of the present one.</param>
    public async Task<StoredObject> ModifyAsync(
        ResourceView view,
        string ns,
        string name,
        Func<JsonObject, JsonObject> change,
        WriteRequest options,
        CancellationToken cancellation)
    {
        var id = view.Definition.StorageId;
        var key = new StoreKey(view.Definition.Namespaced ? ns : "", name);
        for (var attempt = 0; ; attempt++)
        {
            var current = services.Store.State.Find(id, key) ?? throw ApiException.NotFound(view.Definition.Id, name);
            var old = view.Decode(current);
            var body = change(view.Decode(current));
            _preparer.CheckIdentity(view, body, ns, name);
            CheckPreconditions(view, body, old, name);
            Shape(view, body, options);
            var now = services.Now();
            CarryOver(view, body, old, options);
            var requested = options.Applies ? null : body.DeepClone().AsObject();
            await AdmitAsync(view, ns, name, "UPDATE", body, old, options, cancellation).ConfigureAwait(false);
            CountGeneration(view, body, old, options);
            ManagedFieldsTracker.Track(view, old, body, requested, options, now);
            if (IsUnchanged(body, old))
            {
                return current;
            }

            view.ToStorage(body);
            if (options.DryRun)
            {
                return StoredObject.From(id, key, current.Revision, body);
            }

            try
            {
                var metadata = body.Ensure("metadata");
                var finished = metadata.ContainsKey("deletionTimestamp") && FinalizerRules.IsFree(view, body);
                var written = finished
                    ? await services.Store.DeleteAsync(id, key, body, current.Revision, cancellation).ConfigureAwait(false)
                    : await services.Store.PutAsync(id, key, body, current.Revision, cancellation).ConfigureAwait(false);
                return written.Object;
            }
            catch (StoreConflictException) when (attempt < MaxRetries)
            {
                // Someone else wrote in between: decide again on what is stored now.
            }
            catch (StoreConflictException)
            {
                throw ApiException.Conflict(view.Definition.Id, name);
            }
        }
    }

    /// <summary>The approval of a certificate request is a part of its status with a door of its own.</summary>
    private static bool WritesStatus(WriteRequest options) => options.Subresource is "status" or "approval";

    private static void CheckPreconditions(ResourceView view, JsonObject body, JsonObject old, string name)
    {
        var metadata = body.Ensure("metadata");
        var before = old.Ensure("metadata");
        if (metadata.Text("resourceVersion") is { Length: > 0 } asked && asked != before.Text("resourceVersion"))
        {
            throw ApiException.Conflict(view.Definition.Id, name);
        }

        if (metadata.Text("uid") is { Length: > 0 } uid && uid != before.Text("uid"))
        {
            throw ApiException.Conflict(view.Definition.Id, name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {before.Text("uid")}");
        }
    }

    private static void Shape(ResourceView view, JsonObject body, WriteRequest options)
    {
        ObjectPreparer.HandleUnknownFields(view, body, options);
        if (!view.Definition.IsCustom)
        {
            NullStripper.Strip(view.Version.Schema, body);
        }

        ObjectPreparer.ApplyDefaults(view, body);
    }

    private static void CarryOver(ResourceView view, JsonObject body, JsonObject old, WriteRequest options)
    {
        var metadata = body.Ensure("metadata");
        var before = old.Ensure("metadata");
        foreach (var field in (ReadOnlySpan<string>)["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "resourceVersion", "selfLink", "generateName"])
        {
            Restore(metadata, before, field);
        }

        if (WritesStatus(options))
        {
            // A status write touches nothing but the status (and who owns which field).
            foreach (var name in body.Select(m => m.Key).Concat(old.Select(m => m.Key)).Distinct().ToList())
            {
                if (name is not ("status" or "metadata"))
                {
                    Restore(body, old, name);
                }
            }

            foreach (var name in metadata.Select(m => m.Key).Concat(before.Select(m => m.Key)).Distinct().ToList())
            {
                if (name is not "managedFields")
                {
                    Restore(metadata, before, name);
                }
            }
        }
        else if (view.Version.StatusSubresource)
        {
            Restore(body, old, "status");
        }

        view.Definition.Rules.PrepareUpdate?.Invoke(body, old);
    }

    private static void Restore(JsonObject target, JsonObject source, string field)
    {
        if (source[field] is { } value)
        {
            target[field] = value.DeepClone();
        }
        else
        {
            target.Remove(field);
        }
    }

    private async Task AdmitAsync(
        ResourceView view,
        string ns,
        string name,
        string operation,
        JsonObject body,
        JsonObject? old,
        WriteRequest options,
        CancellationToken cancellation)
    {
        var attributes = new AdmissionAttributes(view, view.Definition.Namespaced ? ns : "", name, operation, body, old, options);
        await services.Admission.MutateAsync(attributes, cancellation).ConfigureAwait(false);
        ObjectPreparer.ApplyDefaults(view, body);
        ObjectPreparer.Validate(view, body, old);
        await services.Admission.ValidateAsync(attributes, cancellation).ConfigureAwait(false);
    }

    /// <summary>The generation counts changes of what is wanted: everything but metadata and status, and the wish to be gone.</summary>
    private static void CountGeneration(ResourceView view, JsonObject body, JsonObject old, WriteRequest options)
    {
        if (!view.Definition.Rules.CountsGeneration || WritesStatus(options))
        {
            return;
        }

        var changed = body.Select(m => m.Key).Concat(old.Select(m => m.Key)).Distinct()
            .Any(n => n is not ("metadata" or "status" or "apiVersion" or "kind") && !JsonNode.DeepEquals(body[n], old[n]));
        if (changed)
        {
            body.Ensure("metadata")["generation"] = (old.Ensure("metadata").Whole("generation") ?? 0) + 1;
        }
    }

    // Most writes change something outside of the metadata; only of those that do not are its copies compared.
    private static bool IsUnchanged(JsonObject body, JsonObject old) =>
        body.Count == old.Count
        && body.All(member => member.Key == "metadata" || (old.TryGetPropertyValue(member.Key, out var before) && JsonNode.DeepEquals(member.Value, before)))
        && JsonNode.DeepEquals(Comparable(body), Comparable(old));

    /// <summary>The metadata without what every write changes.</summary>
    private static JsonObject Comparable(JsonObject item)
    {
        var metadata = item.Ensure("metadata").DeepClone().AsObject();
        ManagedFieldsTracker.DropTimes(metadata);
        metadata.Remove("resourceVersion");
        return metadata;
    }
}
