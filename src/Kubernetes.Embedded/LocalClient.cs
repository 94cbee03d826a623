using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Selectors;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded;

/// <summary>
/// The API server's operations for controllers in the same process. Objects are JSON nodes in their resource's storage
/// version; every node that comes out is the caller's own copy. All writes fail with <see cref="ApiException"/>.
/// </summary>
public sealed class LocalClient
{
    private readonly ApiServices _services;
    private readonly ObjectApi _api;

    internal LocalClient(ApiServices services, ObjectApi api)
    {
        _services = services;
        _api = api;
    }

    /// <summary>An object as it is now, or null.</summary>
    public JsonObject? Find(ResourceId resource, string ns, string name)
        => _services.Store.State.Find(resource, new StoreKey(ns, name))?.ToNode();

    /// <summary>The objects of a namespace, or of all where <paramref name="ns"/> is null, that a label selector selects.</summary>
    public IEnumerable<StoredObject> List(ResourceId resource, string? ns = null, LabelSelector? selector = null)
        => _services.Store.State.List(resource, ns).Where(o => (selector ?? LabelSelector.Everything).Matches(o.Labels));

    public async Task<JsonObject> CreateAsync(ResourceId resource, string ns, JsonObject item, WriteRequest? options = null, CancellationToken cancellation = default)
        => (await _api.Writer.CreateAsync(View(resource), ns, item, options ?? new WriteRequest(), cancellation).ConfigureAwait(false)).ToNode();

    /// <summary>Replaces an object. With its resourceVersion set, only that version.</summary>
    public async Task<JsonObject> UpdateAsync(ResourceId resource, string ns, string name, JsonObject item, WriteRequest? options = null, CancellationToken cancellation = default)
        => (await _api.Writer.UpdateAsync(View(resource), ns, name, item, options ?? new WriteRequest(), cancellation).ConfigureAwait(false)).ToNode();

    /// <summary>Changes an object in a read-modify-write loop; <paramref name="change"/> may run more than once and edits in place.</summary>
    public async Task<JsonObject> ModifyAsync(
        ResourceId resource,
        string ns,
        string name,
        Action<JsonObject> change,
        WriteRequest? options = null,
        CancellationToken cancellation = default)
        => (await _api.Writer.ModifyAsync(
            View(resource),
            ns,
            name,
            current =>
            {
                change(current);
                return current;
            },
            options ?? new WriteRequest(),
            cancellation).ConfigureAwait(false)).ToNode();

    /// <summary>Changes an object's status only.</summary>
    public Task<JsonObject> ModifyStatusAsync(ResourceId resource, string ns, string name, Action<JsonObject> change, CancellationToken cancellation = default)
        => ModifyAsync(resource, ns, name, change, new WriteRequest { Subresource = "status" }, cancellation);

    /// <summary>Patches an object; server-side apply makes it where it is absent.</summary>
    public async Task<JsonObject> PatchAsync(
        ResourceId resource,
        string ns,
        string name,
        PatchType type,
        JsonNode patch,
        WriteRequest? options = null,
        CancellationToken cancellation = default)
        => (await _api.Patcher.PatchAsync(View(resource), ns, name, type, patch, options ?? new WriteRequest(), cancellation).ConfigureAwait(false)).Object.ToNode();

    /// <returns>True where the object is gone, false where something still holds it.</returns>
    public async Task<bool> DeleteAsync(ResourceId resource, string ns, string name, DeleteRequest? request = null, CancellationToken cancellation = default)
        => (await _api.Deleter.DeleteAsync(View(resource), ns, name, request ?? new DeleteRequest(), new WriteRequest(), cancellation).ConfigureAwait(false)).Gone;

    /// <summary>Watches a resource from the present state on: <see cref="StoreWatch.Start"/> is that state.</summary>
    public Task<StoreWatch> WatchAsync(ResourceId resource, CancellationToken cancellation = default)
        => _services.Store.WatchAsync(resource, after: null, cancellation);

    private ResourceView View(ResourceId resource)
        => _services.Catalog.Current.Find(resource) is { } definition
            ? new ResourceView(definition, definition.StorageVersion)
            : throw ApiException.NoSuchPath();
}
