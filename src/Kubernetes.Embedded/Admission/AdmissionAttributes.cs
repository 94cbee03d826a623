using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Admission;

/// <summary>One write as admission sees it.</summary>
/// <param name="Operation"><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c> or <c>CONNECT</c>.</param>
/// <param name="Object">The new object; null for a deletion. A mutating webhook's patch changes it in place.</param>
internal sealed record AdmissionAttributes(
    ResourceView View,
    string Namespace,
    string Name,
    string Operation,
    JsonObject? Object,
    JsonObject? OldObject,
    WriteRequest Options)
{
    /// <summary>The operation's own options object, such as CreateOptions.</summary>
    public JsonObject RequestOptions { get; init; } = [];
}
