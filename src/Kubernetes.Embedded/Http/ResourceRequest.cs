using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Kinds;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>A request for a resource, resolved against the catalogue.</summary>
internal sealed record ResourceRequest(HttpContext Context, RequestPath Path, ResourceView View, ApiUser User, string Verb)
{
    public CancellationToken Cancellation => Context.RequestAborted;

    /// <summary>The namespace for the store: empty for cluster-scoped resources and for lists of all namespaces.</summary>
    public string Namespace => View.Definition.Namespaced ? Path.Namespace ?? "" : "";

    public string Name => Path.Name ?? "";

    public string? Query(string name) => Context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public bool IsOn(string name) => Query(name) is { } value && value is "true" or "1" or "";

    /// <exception cref="ApiException">A parameter has a value that the API does not know (400).</exception>
    public WriteRequest WriteRequest()
    {
        var dryRun = Query("dryRun");
        if (dryRun is not (null or "" or "All"))
        {
            throw ApiException.BadRequest($"Invalid value: \"{dryRun}\": dryRun must be All");
        }

        var validation = Query("fieldValidation");
        if (validation is not (null or "" or "Ignore" or "Warn" or "Strict"))
        {
            throw ApiException.BadRequest($"Unsupported value: \"{validation}\": fieldValidation must be Ignore, Strict or Warn");
        }

        return new WriteRequest
        {
            User = User,
            DryRun = dryRun == "All",
            FieldManager = Query("fieldManager") is { Length: > 0 } manager ? manager : UserAgentName(),
            Force = IsOn("force"),
            FieldValidation = validation is { Length: > 0 } ? validation : "Warn",
            Subresource = Path.Subresource ?? "",
        };
    }

    private string UserAgentName()
    {
        var agent = Context.Request.Headers.UserAgent.ToString();
        var end = agent.AsSpan().IndexOfAny('/', ' ');
        return end < 0 ? agent : agent[..end];
    }
}
