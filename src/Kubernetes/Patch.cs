using System.Text;

namespace MeshActors.Kubernetes;

/// <summary>A patch and the media type that says how it is read.</summary>
public sealed record Patch(string MediaType, ReadOnlyMemory<byte> Body)
{
    public const string JsonMediaType = "application/json-patch+json";
    public const string MergeMediaType = "application/merge-patch+json";
    public const string StrategicMergeMediaType = "application/strategic-merge-patch+json";
    public const string ApplyMediaType = "application/apply-patch+yaml";

    /// <summary>RFC 6902: a list of operations, each of which must succeed.</summary>
    public static Patch JsonPatch(ReadOnlyMemory<byte> operations) => new(JsonMediaType, operations);

    /// <summary>RFC 7386: null removes, objects merge, lists replace.</summary>
    public static Patch Merge(ReadOnlyMemory<byte> document) => new(MergeMediaType, document);

    /// <inheritdoc cref="Merge(ReadOnlyMemory{byte})"/>
    public static Patch Merge(string document) => new(MergeMediaType, Encoding.UTF8.GetBytes(document));

    /// <summary>Merges lists by the keys of the built-in types; CRDs do not take it.</summary>
    public static Patch StrategicMerge(ReadOnlyMemory<byte> document) => new(StrategicMergeMediaType, document);

    /// <summary>Server-side apply of a whole intent (JSON is YAML). Needs <see cref="WriteOptions.FieldManager"/>.</summary>
    public static Patch Apply(ReadOnlyMemory<byte> intent) => new(ApplyMediaType, intent);
}
