using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MeshActors.Kubernetes;

/// <summary>
/// An object's <c>metadata</c>, without <c>managedFields</c> (an update without them leaves the server's as they are).
/// Absent strings are empty; absent maps and lists are empty.
/// </summary>
[JsonConverter(typeof(ObjectMetaJsonConverter))]
public sealed record ObjectMeta
{
    public static ObjectMeta Empty { get; } = new();

    public string Name { get; init; } = "";

    public string GenerateName { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Uid { get; init; } = "";

    /// <summary>Opaque; compare only for equality.</summary>
    public string ResourceVersion { get; init; } = "";

    public long Generation { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>Set once deletion has been asked for; the object lives on while finalizers or a grace period last.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableArray<OwnerReference> OwnerReferences { get; init; } = [];

    public ImmutableArray<string> Finalizers { get; init; } = [];

    [JsonIgnore]
    public ObjectKey Key => new(Namespace, Name);

    /// <summary>The owner that manages this object, if one says so.</summary>
    [JsonIgnore]
    public OwnerReference? ControllerOwner
    {
        get
        {
            foreach (var owner in OwnerReferences)
            {
                if (owner.Controller)
                {
                    return owner;
                }
            }

            return null;
        }
    }
}
