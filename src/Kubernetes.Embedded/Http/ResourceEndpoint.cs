using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Selectors;
using MeshActors.Kubernetes.Embedded.Store;
using MeshActors.Kubernetes.Embedded.Tables;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Answers requests for objects and lists of them; subresources are answered elsewhere.</summary>
internal sealed class ResourceEndpoint(ApiServices services, ObjectApi api, RequestBody body)
{
    private readonly WatchResponder _watches = new(services);

    public Task RunAsync(ResourceRequest request) => request.Verb switch
    {
        "get" => GetAsync(request),
        "list" => ListAsync(request),
        "watch" => WatchAsync(request),
        "create" => CreateAsync(request),
        "update" => UpdateAsync(request),
        "patch" => PatchAsync(request),
        "delete" => DeleteAsync(request),
        "deletecollection" => DeleteCollectionAsync(request),
        _ => throw ApiException.MethodNotAllowed(),
    };

    /// <summary>Answers with one object in the form that the client asked for.</summary>
    public Task AnswerAsync(ResourceRequest request, int code, StoredObject item, WriteRequest? options = null)
    {
        Responses.AddWarnings(request.Context, options?.Warnings ?? []);
        switch (AnswerForms.Of(request.Context.Request))
        {
            case AnswerForm.Table:
                var node = request.View.Decode(item);
                var metadata = new JsonObject { ["resourceVersion"] = node.At("metadata", "resourceVersion").AsText() };
                return Responses.WriteAsync(request.Context, code, TableWriter.Write(request.View, [node], metadata, request.Query("includeObject"), services.Clock.GetUtcNow()));
            case AnswerForm.PartialMetadata:
                return Responses.WriteAsync(request.Context, code, TableWriter.PartialMetadata(request.View.Decode(item)));
            default:
                return Responses.WriteAsync(request.Context, code, request.View.Encode(item));
        }
    }

    private Task GetAsync(ResourceRequest request) => AnswerAsync(request, 200, api.Reader.Get(request.View, request.Namespace, request.Name));

    private (LabelSelector Labels, FieldSelector Fields) Selectors(ResourceRequest request)
    {
        var fields = request.Query("fieldSelector");
        if (request.Path.Name is { } name)
        {
            fields = $"metadata.name={name}{(string.IsNullOrEmpty(fields) ? "" : ",")}{fields}";
        }

        return (LabelSelector.Parse(request.Query("labelSelector")), FieldSelector.Parse(fields, request.View.Definition.SelectableFields));
    }

    private async Task ListAsync(ResourceRequest request)
    {
        var (labels, fields) = Selectors(request);
        var limit = int.TryParse(request.Query("limit"), out var asked) && asked > 0 ? asked : 0;
        var page = api.Reader.List(request.View, request.Namespace, labels, fields, limit, request.Query("continue"));
        var metadata = new JsonObject { ["resourceVersion"] = page.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        if (page.Continue is { } token)
        {
            metadata["continue"] = token;
            if (page.CountsRemaining)
            {
                metadata["remainingItemCount"] = page.Remaining;
            }
        }

        switch (AnswerForms.Of(request.Context.Request))
        {
            case AnswerForm.Table:
                var table = TableWriter.Write(request.View, page.Items.Select(request.View.Decode), metadata, request.Query("includeObject"), services.Clock.GetUtcNow());
                await Responses.WriteAsync(request.Context, 200, table).ConfigureAwait(false);
                break;
            case AnswerForm.PartialMetadata:
                var partial = new JsonObject
                {
                    ["kind"] = "PartialObjectMetadataList",
                    ["apiVersion"] = "meta.k8s.io/v1",
                    ["metadata"] = metadata,
                    ["items"] = new JsonArray([.. page.Items.Select(i => TableWriter.PartialMetadata(request.View.Decode(i)))]),
                };
                await Responses.WriteAsync(request.Context, 200, partial).ConfigureAwait(false);
                break;
            default:
                await ListBody.WriteAsync(request.Context, request.View, metadata, page.Items).ConfigureAwait(false);
                break;
        }
    }

    private Task WatchAsync(ResourceRequest request)
    {
        var (labels, fields) = Selectors(request);
        return _watches.RunAsync(request, request.Namespace, labels, fields);
    }

    private async Task CreateAsync(ResourceRequest request)
    {
        var options = request.WriteRequest();
        var node = await body.ReadObjectAsync(request.Context, request.View.Version.Schema).ConfigureAwait(false);
        var created = await api.Writer.CreateAsync(request.View, request.Namespace, node, options, request.Cancellation).ConfigureAwait(false);
        await AnswerAsync(request, 201, created, options).ConfigureAwait(false);
    }

    private async Task UpdateAsync(ResourceRequest request)
    {
        var options = request.WriteRequest();
        var node = await body.ReadObjectAsync(request.Context, request.View.Version.Schema).ConfigureAwait(false);
        var updated = await api.Writer.UpdateAsync(request.View, request.Namespace, request.Name, node, options, request.Cancellation).ConfigureAwait(false);
        await AnswerAsync(request, 200, updated, options).ConfigureAwait(false);
    }

    private async Task PatchAsync(ResourceRequest request)
    {
        var options = request.WriteRequest();
        var type = RequestBody.MediaType(request.Context.Request) switch
        {
            "application/json-patch+json" => PatchType.Json,
            "application/merge-patch+json" => PatchType.Merge,
            "application/strategic-merge-patch+json" => PatchType.StrategicMerge,
            "application/apply-patch+yaml" => PatchType.Apply,
            var other => throw ApiException.UnsupportedMediaType(
                $"the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml (got {other})"),
        };
        var bytes = await body.ReadBytesAsync(request.Context).ConfigureAwait(false);
        // Every JSON text is YAML too, and clients send JSON under the YAML type: take the fast way where it is open.
        var isYaml = type == PatchType.Apply && !(bytes.AsSpan().TrimStart((byte)' ') is [(byte)'{', ..]);
        var patch = RequestBody.Parse(bytes, isYaml ? "application/yaml" : "application/json")
            ?? throw ApiException.BadRequest("the patch is empty");
        var (item, created) = await api.Patcher.PatchAsync(request.View, request.Namespace, request.Name, type, patch, options, request.Cancellation).ConfigureAwait(false);
        await AnswerAsync(request, created ? 201 : 200, item, options).ConfigureAwait(false);
    }

    private async Task DeleteAsync(ResourceRequest request)
    {
        var options = request.WriteRequest();
        var given = await body.ReadOptionalAsync(request.Context).ConfigureAwait(false);
        if (given?.List("dryRun") is { Count: > 0 })
        {
            options = options with { DryRun = true };
        }

        var (item, gone) = await api.Deleter.DeleteAsync(request.View, request.Namespace, request.Name, DeleteRequest.Read(given, request.Query), options, request.Cancellation).ConfigureAwait(false);
        if (!gone || request.View.Definition.Id == WellKnown.Pods)
        {
            await AnswerAsync(request, 200, item, options).ConfigureAwait(false);
            return;
        }

        var details = new JsonObject { ["name"] = request.Name, ["kind"] = request.View.Definition.Id.Resource, ["uid"] = item.Uid };
        if (request.View.Definition.Id.Group.Length > 0)
        {
            details["group"] = request.View.Definition.Id.Group;
        }

        await Responses.WriteAsync(request.Context, 200, Responses.Success(details)).ConfigureAwait(false);
    }

    private async Task DeleteCollectionAsync(ResourceRequest request)
    {
        var options = request.WriteRequest();
        var given = DeleteRequest.Read(await body.ReadOptionalAsync(request.Context).ConfigureAwait(false), request.Query);
        var (labels, fields) = Selectors(request);
        var page = api.Reader.List(request.View, request.Namespace, labels, fields, limit: 0, continueToken: null);
        var deleted = new List<StoredObject>(page.Items.Count);
        foreach (var item in page.Items)
        {
            try
            {
                deleted.Add((await api.Deleter.DeleteAsync(request.View, item.Key.Namespace, item.Key.Name, given, options, request.Cancellation).ConfigureAwait(false)).Object);
            }
            catch (ApiException fault) when (fault.Code == 404)
            {
                // Deleted by someone else meanwhile, which is what was asked for.
            }
        }

        var metadata = new JsonObject { ["resourceVersion"] = services.Store.State.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        await ListBody.WriteAsync(request.Context, request.View, metadata, deleted).ConfigureAwait(false);
    }
}
