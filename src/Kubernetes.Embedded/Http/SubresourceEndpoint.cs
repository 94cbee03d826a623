using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Auth;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Answers requests for subresources.</summary>
internal sealed class SubresourceEndpoint(ApiServices services, ObjectApi api, ResourceEndpoint resources, RequestBody body, TokenIssuer tokens)
{
    private readonly ScaleEndpoint _scale = new(api, body);
    private readonly TokenEndpoint _tokens = new(services, body, tokens);

    public Task RunAsync(ResourceRequest request)
    {
        var id = request.View.Definition.Id;
        return (id.Group, id.Resource, request.Path.Subresource) switch
        {
            (_, _, "status") when request.View.Version.StatusSubresource && request.Verb is "get" or "update" or "patch" => resources.RunAsync(request),
            (_, _, "scale") when request.View.Version.Scale is not null => _scale.RunAsync(request),
            ("", "serviceaccounts", "token") when request.Verb == "create" => _tokens.RunAsync(request),
            ("", "namespaces", "finalize") when request.Verb == "update" => FinalizeAsync(request),
            ("", "pods", "binding") when request.Verb == "create" => BindAsync(request),
            ("", "pods", "eviction") when request.Verb == "create" => EvictAsync(request),
            ("", "pods", "ephemeralcontainers") when request.Verb is "get" or "update" or "patch" => resources.RunAsync(request),
            ("", "pods", "log") when request.Verb == "get" => LogAsync(request),
            ("certificates.k8s.io", _, "approval") when request.Verb is "get" or "update" or "patch" => resources.RunAsync(request),
            _ => throw ApiException.NoSuchPath(),
        };
    }

    private async Task FinalizeAsync(ResourceRequest request)
    {
        var node = await body.ReadObjectAsync(request.Context, request.View.Version.Schema).ConfigureAwait(false);
        var wanted = node.Map("spec")?.List("finalizers")?.DeepClone() ?? new JsonArray();
        var stored = await api.Writer.ModifyAsync(
            request.View,
            "",
            request.Name,
            current =>
            {
                current.Ensure("spec")["finalizers"] = wanted.DeepClone();
                return current;
            },
            request.WriteRequest(),
            request.Cancellation).ConfigureAwait(false);
        await resources.AnswerAsync(request, 200, stored).ConfigureAwait(false);
    }

    private async Task BindAsync(ResourceRequest request)
    {
        var node = await body.ReadObjectAsync(request.Context, BuiltInSchemas.Get("core.Binding")).ConfigureAwait(false);
        var target = node.Map("target")?.Text("name") ?? throw ApiException.BadRequest("Binding: target.name is required");
        await api.Writer.ModifyAsync(
            request.View,
            request.Namespace,
            request.Name,
            current =>
            {
                current.Ensure("spec")["nodeName"] = target;
                return current;
            },
            request.WriteRequest() with { Subresource = "" },
            request.Cancellation).ConfigureAwait(false);
        await Responses.WriteAsync(request.Context, 201, Responses.Success([])).ConfigureAwait(false);
    }

    private async Task EvictAsync(ResourceRequest request)
    {
        var node = await body.ReadObjectAsync(request.Context, BuiltInSchemas.Get("policy.Eviction")).ConfigureAwait(false);
        var options = DeleteRequest.Read(node.Map("deleteOptions"), request.Query);
        await api.Deleter.DeleteAsync(request.View, request.Namespace, request.Name, options, request.WriteRequest(), request.Cancellation).ConfigureAwait(false);
        await Responses.WriteAsync(request.Context, 201, Responses.Success([])).ConfigureAwait(false);
    }

    private Task LogAsync(ResourceRequest request)
    {
        api.Reader.Get(request.View, request.Namespace, request.Name);
        throw ApiException.BadRequest($"pod \"{request.Name}\" runs in this process and keeps no log of its own");
    }
}
