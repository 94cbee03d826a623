using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Selectors;

namespace MeshActors.Kubernetes.Embedded.Admission;

/// <summary>One webhook of a configuration.</summary>
internal sealed class Webhook(JsonObject source)
{
    private const int DefaultTimeoutSeconds = 10;

    public string Name { get; } = source.Text("name") ?? "";

    public JsonObject ClientConfig { get; } = source.Map("clientConfig") ?? [];

    public IReadOnlyList<JsonObject> Rules { get; } = [.. source.List("rules")?.OfType<JsonObject>() ?? []];

    public bool IgnoresFailure { get; } = source.Text("failurePolicy") == "Ignore";

    public bool Reinvokes { get; } = source.Text("reinvocationPolicy") == "IfNeeded";

    /// <summary>Rules hold for other versions of the same resource too.</summary>
    public bool MatchesEquivalent { get; } = source.Text("matchPolicy") != "Exact";

    public bool AllowsDryRun { get; } = source.Text("sideEffects") is "None" or "NoneOnDryRun";

    public TimeSpan Timeout { get; } = TimeSpan.FromSeconds(source.Whole("timeoutSeconds") ?? DefaultTimeoutSeconds);

    public LabelSelector NamespaceSelector { get; } = LabelSelectorObject.Read(source.Map("namespaceSelector"));

    public LabelSelector ObjectSelector { get; } = LabelSelectorObject.Read(source.Map("objectSelector"));

    /// <summary>The version of AdmissionReview to send: the first that it accepts and we speak.</summary>
    public string ReviewVersion { get; } = source.List("admissionReviewVersions")?.Select(v => v.AsText()).FirstOrDefault(v => v is "v1" or "v1beta1") ?? "v1";
}
