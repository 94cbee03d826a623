using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>Keeps metadata.managedFields up to date on writes other than apply: who changes a field owns it.</summary>
internal static class ManagedFieldsTracker
{
    /// <summary>Fields of metadata that the server keeps and nobody owns.</summary>
    private static readonly string[] Unowned =
    [
        "f:metadata/f:name", "f:metadata/f:namespace", "f:metadata/f:uid", "f:metadata/f:resourceVersion", "f:metadata/f:generation",
        "f:metadata/f:creationTimestamp", "f:metadata/f:deletionTimestamp", "f:metadata/f:deletionGracePeriodSeconds",
        "f:metadata/f:managedFields", "f:metadata/f:selfLink",
    ];

    /// <param name="requested">The object before admission changed it; null after an apply, which has written the entries itself.</param>
    public static void Track(ResourceView view, JsonObject? old, JsonObject body, JsonObject? requested, WriteRequest options, string now)
    {
        if (requested is null)
        {
            return;
        }

        var managed = ManagedFields.Read(old);
        if (old is not null && requested.Map("metadata")?["managedFields"] is JsonArray { Count: 0 })
        {
            // The documented way to reset ownership is to write an empty list.
            managed = new ManagedFields();
        }

        var changed = FieldComparer.Changed(view.Version.Schema, old, body).Without(Unowned);
        var owner = new FieldOwner(options.Manager, "Update", view.ApiVersion, options.Subresource);
        managed.RemoveFromOthers(owner, changed, _ => true);
        Prune(view, managed, body, now);
        var own = managed.Of(owner);
        if (changed.Children.Any() || own is not null)
        {
            managed.Set(owner, own is null ? changed : own.Union(changed), now);
        }

        managed.Write(body);
    }

    public static FieldSet Strip(FieldSet fields) => fields.Without(Unowned);

    /// <summary>Nobody owns a field that no longer exists.</summary>
    public static void Prune(ResourceView view, ManagedFields managed, JsonObject body, string now)
    {
        var present = FieldSet.Of(view.Version.Schema, body);
        foreach (var (owner, fields) in managed.Owners.ToList())
        {
            managed.Set(owner, fields.Existing(present), now);
        }
    }

    /// <summary>Removes the times of managedFields, so that a write that changes nothing else counts as no change.</summary>
    public static void DropTimes(JsonObject metadata)
    {
        foreach (var entry in metadata.List("managedFields")?.OfType<JsonObject>() ?? [])
        {
            entry.Remove("time");
        }
    }
}
