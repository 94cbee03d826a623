using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>A resource as seen in one of its versions.</summary>
internal sealed record ResourceView(ResourceDefinition Definition, ServedVersion Version)
{
    public string ApiVersion { get; } = Definition.Id.Group.Length == 0 ? Version.Name : $"{Definition.Id.Group}/{Version.Name}";

    private bool IsStorageForm { get; } = Version.Storage && Version.FromStorage is null && Definition.StorageId == Definition.Id;

    private string StorageApiVersion { get; } = Definition.StorageId.Group.Length == 0
        ? Definition.StorageVersion.Name
        : $"{Definition.StorageId.Group}/{Definition.StorageVersion.Name}";

    /// <summary>The object's bytes in this version: the stored ones themselves where the version is the stored one.</summary>
    public ReadOnlyMemory<byte> Encode(StoredObject item) => IsStorageForm ? item.Json : JsonBytes.Encode(Decode(item));

    /// <summary>A fresh copy of the object in this version.</summary>
    public JsonObject Decode(StoredObject item)
    {
        var node = item.ToNode();
        if (!IsStorageForm)
        {
            node["apiVersion"] = ApiVersion;
            Version.FromStorage?.Invoke(node);
        }

        return node;
    }

    /// <summary>Turns an object of this version into the stored form, in place.</summary>
    public JsonObject ToStorage(JsonObject node)
    {
        if (!IsStorageForm)
        {
            Version.ToStorage?.Invoke(node);
            node["apiVersion"] = StorageApiVersion;
        }

        return node;
    }
}
