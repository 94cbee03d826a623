using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>What a kind does beyond its schema. Every member is optional.</summary>
internal sealed record KindRules
{
    public static readonly KindRules None = new();

    /// <summary>Fills in defaults that depend on other fields, in place, on every write.</summary>
    public Action<JsonObject>? Default { get; init; }

    /// <summary>Completes a new object before validation, such as with an allocated address.</summary>
    public Action<JsonObject>? PrepareCreate { get; init; }

    /// <summary>Writes down who made a new object.</summary>
    public Action<JsonObject, ApiUser>? StampCreator { get; init; }

    /// <summary>Carries over what an update must not lose; the old object is second.</summary>
    public Action<JsonObject, JsonObject>? PrepareUpdate { get; init; }

    /// <summary>Checks an object; the old one is null on creation.</summary>
    public Action<JsonObject, JsonObject?, List<FieldError>>? Validate { get; init; }

    /// <summary>Checks metadata.name; null means a DNS subdomain (RFC 1123).</summary>
    public Func<string, string?>? ValidateName { get; init; }

    /// <summary>The status is written through its subresource only. False where a kind's main resource carries it.</summary>
    public bool CountsGeneration { get; init; } = true;
}
