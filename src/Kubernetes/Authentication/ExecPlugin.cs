using System.Collections.Immutable;
using System.Text.Json;

namespace MeshActors.Kubernetes.Authentication;

/// <summary>How a kubeconfig asks for an external program that prints an <c>ExecCredential</c>.</summary>
/// <param name="ApiVersion"><c>client.authentication.k8s.io/v1</c> or <c>v1beta1</c>.</param>
/// <param name="InstallHint">Shown when the program is not found.</param>
/// <param name="ClusterInfo">The <c>spec.cluster</c> to hand over; null where the plugin did not ask for it.</param>
public sealed record ExecPlugin(
    string ApiVersion,
    string Command,
    ImmutableArray<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string InstallHint,
    JsonElement? ClusterInfo);
