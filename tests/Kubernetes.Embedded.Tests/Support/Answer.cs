using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Tests.Support;

/// <summary>What the API server answered.</summary>
public sealed record Answer(int Code, JsonObject Body, IReadOnlyList<string> Warnings)
{
    public string Message => Body["message"]?.GetValue<string>() ?? "";

    public string Reason => Body["reason"]?.GetValue<string>() ?? "";

    public string Version => Body["metadata"]!["resourceVersion"]!.GetValue<string>();

    public JsonObject Metadata => Body["metadata"]!.AsObject();
}
