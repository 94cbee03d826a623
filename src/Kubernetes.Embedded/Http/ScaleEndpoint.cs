using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Patch;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Selectors;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>The scale subresource: an <c>autoscaling/v1 Scale</c> view of an object's replica count.</summary>
internal sealed class ScaleEndpoint(ObjectApi api, RequestBody body)
{
    private static readonly SchemaNode ScaleSchema = BuiltInSchemas.Get("autoscaling1.Scale");

    public async Task RunAsync(ResourceRequest request)
    {
        var current = request.View.Decode(api.Reader.Get(request.View, request.Namespace, request.Name));
        if (request.Verb == "get")
        {
            await Responses.WriteAsync(request.Context, 200, ScaleOf(request, current)).ConfigureAwait(false);
            return;
        }

        JsonNode given = request.Verb == "update"
            ? await body.ReadObjectAsync(request.Context, ScaleSchema).ConfigureAwait(false)
            : RequestBody.Parse(await body.ReadBytesAsync(request.Context).ConfigureAwait(false), RequestBody.MediaType(request.Context.Request)) ?? throw ApiException.BadRequest("the body is empty");
        var stored = await api.Writer.ModifyAsync(
            request.View,
            request.Namespace,
            request.Name,
            now => Scaled(request, now, given),
            request.WriteRequest() with { Subresource = "scale" },
            request.Cancellation).ConfigureAwait(false);
        await Responses.WriteAsync(request.Context, 200, ScaleOf(request, request.View.Decode(stored))).ConfigureAwait(false);
    }

    private static JsonObject Scaled(ResourceRequest request, JsonObject current, JsonNode given)
    {
        var scale = ScaleOf(request, current);
        var wanted = (request.Verb, RequestBody.MediaType(request.Context.Request)) switch
        {
            ("update", _) => given as JsonObject,
            (_, "application/json-patch+json") => JsonPatch.Apply(scale, given) as JsonObject,
            (_, "application/strategic-merge-patch+json") when given is JsonObject patch => StrategicMergePatch.Apply(ScaleSchema, scale, patch),
            _ when given is JsonObject patch => MergePatch.Apply(scale, patch),
            _ => null,
        } ?? throw ApiException.BadRequest("the body is not a Scale");
        var specified = wanted.At("spec", "replicas");
        var replicas = specified is null ? 0 : specified.AsWhole();
        if (replicas is null or < 0)
        {
            throw ApiException.Invalid("autoscaling", "Scale", request.Name, [FieldError.Invalid("spec.replicas", JsonBytes.Show(specified), "must be greater than or equal to 0")]);
        }

        if (wanted.Map("metadata")?.Text("resourceVersion") is { Length: > 0 } version)
        {
            current.Ensure("metadata")["resourceVersion"] = version;
        }

        var path = request.View.Version.Scale!.SpecReplicas;
        var target = current;
        foreach (var name in path.Take(path.Count - 1))
        {
            target = target.Ensure(name);
        }

        target[path[^1]] = replicas;
        return current;
    }

    private static JsonObject ScaleOf(ResourceRequest request, JsonObject item)
    {
        var paths = request.View.Version.Scale!;
        var metadata = item.Ensure("metadata");
        var result = new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = metadata.Text("name"),
                ["namespace"] = metadata.Text("namespace"),
                ["uid"] = metadata.Text("uid"),
                ["resourceVersion"] = metadata.Text("resourceVersion"),
                ["creationTimestamp"] = metadata.Text("creationTimestamp"),
            },
            ["spec"] = new JsonObject { ["replicas"] = item.At([.. paths.SpecReplicas]).AsWhole() ?? 0 },
            ["status"] = new JsonObject { ["replicas"] = item.At([.. paths.StatusReplicas]).AsWhole() ?? 0 },
        };
        if (paths.Selector is { } selector)
        {
            var node = item.At([.. selector]);
            result.Ensure("status")["selector"] = node is JsonObject map ? LabelSelectorObject.Format(map) : node.AsText() ?? "";
        }

        return result;
    }
}
