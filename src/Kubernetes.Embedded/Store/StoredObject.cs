using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>One version of one object, as UTF-8 JSON that already carries its resourceVersion. Immutable and shared freely.</summary>
public sealed class StoredObject
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    private StoredObject(ResourceId resource, StoreKey key, long revision, string uid, byte[] json, IReadOnlyDictionary<string, string> labels)
    {
        Resource = resource;
        Key = key;
        Revision = revision;
        Uid = uid;
        Json = json;
        Labels = labels;
    }

    public ResourceId Resource { get; }

    public StoreKey Key { get; }

    /// <summary>The resourceVersion: the store's revision that wrote this version.</summary>
    public long Revision { get; }

    public string Uid { get; }

    /// <summary>The object as compact JSON in its storage version.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>A fresh copy as JSON nodes, which the caller owns and may change.</summary>
    public JsonObject ToNode() => JsonBytes.DecodeObject(Json.Span);

    internal static StoredObject From(ResourceId resource, StoreKey key, long revision, JsonObject node)
    {
        var metadata = node.Ensure("metadata");
        metadata["resourceVersion"] = revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new StoredObject(resource, key, revision, metadata.Text("uid") ?? "", JsonBytes.Encode(node), LabelsOf(metadata));
    }

    /// <summary>An object read back from the journal, whose JSON already carries <paramref name="revision"/>.</summary>
    internal static StoredObject Restore(ResourceId resource, StoreKey key, long revision, byte[] json)
    {
        var metadata = JsonBytes.DecodeObject(json).Map("metadata") ?? [];
        return new StoredObject(resource, key, revision, metadata.Text("uid") ?? "", json, LabelsOf(metadata));
    }

    private static IReadOnlyDictionary<string, string> LabelsOf(JsonObject metadata)
    {
        if (metadata.Map("labels") is not { Count: > 0 } labels)
        {
            return NoLabels;
        }

        var result = new Dictionary<string, string>(labels.Count);
        foreach (var (name, value) in labels)
        {
            result[string.Intern(name)] = value.AsText() ?? "";
        }

        return result;
    }
}
