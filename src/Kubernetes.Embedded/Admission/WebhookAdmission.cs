using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Patch;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Admission;

/// <summary>
/// Calls the admission webhooks that are configured in the store: mutating ones in order of their configuration's
/// name, with one more round for those that want it, then all validating ones at once.
/// </summary>
internal sealed class WebhookAdmission(ObjectStore store, CatalogHolder catalog, WebhookCaller caller) : IAdmission, IDisposable
{
    private readonly WebhookMatcher _matcher = new(store, catalog);

    public async Task MutateAsync(AdmissionAttributes attributes, CancellationToken cancellation)
    {
        if (IsExempt(attributes) || attributes.Object is null)
        {
            return;
        }

        var called = new List<(Webhook Hook, JsonNode After)>();
        foreach (var hook in Webhooks(WellKnown.MutatingWebhooks))
        {
            if (_matcher.Matches(hook, attributes))
            {
                await MutateAsync(hook, attributes, cancellation).ConfigureAwait(false);
                called.Add((hook, attributes.Object.DeepClone()));
            }
        }

        foreach (var (hook, after) in called.Where(c => c.Hook.Reinvokes).ToList())
        {
            if (!JsonNode.DeepEquals(after, attributes.Object) && _matcher.Matches(hook, attributes))
            {
                await MutateAsync(hook, attributes, cancellation).ConfigureAwait(false);
            }
        }
    }

    public async Task ValidateAsync(AdmissionAttributes attributes, CancellationToken cancellation)
    {
        if (IsExempt(attributes))
        {
            return;
        }

        var hooks = Webhooks(WellKnown.ValidatingWebhooks).Where(h => _matcher.Matches(h, attributes)).ToList();
        if (hooks.Count > 0)
        {
            foreach (var response in await Task.WhenAll(hooks.Select(h => CallAsync(h, attributes, cancellation))).ConfigureAwait(false))
            {
                AddWarnings(attributes, response);
            }
        }
    }

    public void Dispose() => caller.Dispose();

    /// <summary>Webhook configurations themselves pass, so that a broken webhook can always be removed.</summary>
    private static bool IsExempt(AdmissionAttributes attributes)
        => attributes.View.Definition.Id == WellKnown.MutatingWebhooks || attributes.View.Definition.Id == WellKnown.ValidatingWebhooks;

    private async Task MutateAsync(Webhook hook, AdmissionAttributes attributes, CancellationToken cancellation)
    {
        var response = await CallAsync(hook, attributes, cancellation).ConfigureAwait(false);
        AddWarnings(attributes, response);
        if (response?.Text("patch") is not { Length: > 0 } encoded)
        {
            return;
        }

        var target = attributes.Object!;
        try
        {
            var patch = JsonBytes.Decode(Convert.FromBase64String(encoded)) ?? throw new FormatException("the patch is null");
            var patched = JsonPatch.Apply(target.DeepClone(), patch) as JsonObject ?? throw new FormatException("the patch leaves no object");
            Replace(target, patched);
        }
        catch (Exception fault) when (fault is ApiException or FormatException or System.Text.Json.JsonException)
        {
            throw ApiException.Internal($"failed to apply the patch of admission webhook \"{hook.Name}\": {fault.Message}");
        }

        if (attributes.View.Version.Prunes)
        {
            SchemaPruner.PruneRoot(attributes.View.Version.Schema, target, unknown: null);
        }
    }

    private async Task<JsonObject?> CallAsync(Webhook hook, AdmissionAttributes attributes, CancellationToken cancellation)
    {
        if (attributes.Options.DryRun && !hook.AllowsDryRun)
        {
            throw ApiException.BadRequest($"admission webhook \"{hook.Name}\" does not support dry run");
        }

        JsonObject response;
        try
        {
            response = await caller.CallAsync(hook, AdmissionReviewWriter.Write(hook, attributes), cancellation).ConfigureAwait(false);
        }
        catch (WebhookCallException) when (hook.IgnoresFailure)
        {
            return null;
        }
        catch (WebhookCallException fault)
        {
            throw ApiException.Internal($"failed calling webhook \"{hook.Name}\": {fault.Message}");
        }

        return response.Flag("allowed") ? response : throw Denied(hook, response.Map("status"));
    }

    private static void AddWarnings(AdmissionAttributes attributes, JsonObject? response)
        => attributes.Options.Warnings.AddRange(response?.List("warnings")?.Select(w => w.AsText() ?? "") ?? []);

    private static ApiException Denied(Webhook hook, JsonObject? status)
    {
        var code = (int)(status?.Whole("code") ?? 403);
        var words = status?.Text("message") is { Length: > 0 } message ? $": {message}" : status?.Text("reason") is { Length: > 0 } why ? $": {why}" : " without explanation";
        return ApiException.FromWebhook(
            code is >= 400 and < 600 ? code : 403,
            status?.Text("reason") is { Length: > 0 } reason ? reason : "Forbidden",
            $"admission webhook \"{hook.Name}\" denied the request{words}",
            status?.Map("details")?.DeepClone().AsObject());
    }

    private IEnumerable<Webhook> Webhooks(ResourceId resource)
        => store.State.List(resource).SelectMany(c => c.ToNode().List("webhooks")?.OfType<JsonObject>().Select(w => new Webhook(w)) ?? []);

    private static void Replace(JsonObject target, JsonObject source)
    {
        target.Clear();
        foreach (var (name, value) in source.ToList())
        {
            source.Remove(name);
            target[name] = value;
        }
    }
}
