using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Cel;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>The steps between a request's body and a valid object: identity, unknown fields, defaults, validation.</summary>
internal sealed class ObjectPreparer(ApiServices services)
{
    private const string NameSuffixAlphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>Checks that the body is of the kind and place that the path names, and fills in what it leaves out.</summary>
    public void CheckIdentity(ResourceView view, JsonObject body, string ns, string? name)
    {
        var apiVersion = body.Text("apiVersion");
        var kind = body.Text("kind");
        if ((apiVersion is not null && apiVersion != view.ApiVersion) || (kind is not null && kind != view.Definition.Kind))
        {
            throw ApiException.BadRequest(
                $"{kind ?? "object"} in version \"{apiVersion}\" cannot be handled as a {view.Definition.Kind}: no kind \"{kind}\" is registered for version \"{view.ApiVersion}\" in this path");
        }

        body["apiVersion"] = view.ApiVersion;
        body["kind"] = view.Definition.Kind;
        if (body.TryGetPropertyValue("metadata", out var given) && given is not (null or JsonObject))
        {
            throw ApiException.BadRequest($"{view.Definition.Kind} in version \"{view.Version.Name}\" cannot be handled as a {view.Definition.Kind}: metadata must be an object");
        }

        var metadata = body.Ensure("metadata");
        MetadataTypes.Check(view, metadata);
        if (view.Definition.Namespaced)
        {
            var bodyNamespace = metadata.Text("namespace");
            if (!string.IsNullOrEmpty(bodyNamespace) && bodyNamespace != ns)
            {
                throw ApiException.BadRequest($"the namespace of the provided object does not match the namespace sent on the request ({bodyNamespace} != {ns})");
            }

            metadata["namespace"] = ns;
        }
        else
        {
            metadata.Remove("namespace");
        }

        if (name is not null)
        {
            var bodyName = metadata.Text("name");
            if (!string.IsNullOrEmpty(bodyName) && bodyName != name)
            {
                throw ApiException.BadRequest($"the name of the object ({bodyName}) does not match the name on the URL ({name})");
            }

            metadata["name"] = name;
        }
        else if (string.IsNullOrEmpty(metadata.Text("name")) && metadata.Text("generateName") is { Length: > 0 } stem)
        {
            metadata["name"] = (stem.Length > 58 ? stem[..58] : stem) + string.Concat(Random.Shared.GetItems<char>(NameSuffixAlphabet, 5));
        }
    }

    /// <summary>Drops or rejects fields that the schema does not know, as the request's field validation asks.</summary>
    public static void HandleUnknownFields(ResourceView view, JsonObject body, WriteRequest options)
    {
        var unknown = options.FieldValidation == "Ignore" ? null : new List<string>();
        if (view.Version.Prunes)
        {
            SchemaPruner.PruneRoot(view.Version.Schema, body, unknown);
        }

        MetadataTypes.Prune(body.Map("metadata"), unknown);
        if (unknown is { Count: > 0 })
        {
            var words = unknown.Select(f => $"unknown field \"{f}\"").ToList();
            if (options.FieldValidation == "Strict")
            {
                throw ApiException.BadRequest(
                    $"{view.Definition.Kind} in version \"{view.Version.Name}\" cannot be handled as a {view.Definition.Kind}: strict decoding error: {string.Join(", ", words)}");
            }

            options.Warnings.AddRange(words);
        }
    }

    public static void ApplyDefaults(ResourceView view, JsonObject body)
    {
        SchemaDefaulter.Apply(view.Version.Schema, body);
        view.Definition.Rules.Default?.Invoke(body);
    }

    /// <exception cref="ApiException">The object is invalid (422); the message names every field.</exception>
    public static void Validate(ResourceView view, JsonObject body, JsonObject? old)
    {
        var errors = new List<FieldError>();
        MetadataRules.Validate(view, body, old, errors);
        SchemaValidator.ValidateRoot(view, body, errors);
        if (errors.Count == 0)
        {
            // Rules may rely on what the schema promises of the fields that they read.
            view.Definition.Rules.Validate?.Invoke(body, old, errors);
            CelRules.Check(view.Version.Schema, body, old, "", errors);
        }

        if (errors.Count > 0)
        {
            throw ApiException.Invalid(view.Definition.Id.Group, view.Definition.Kind, body.Map("metadata")?.Text("name") ?? "", errors);
        }
    }

    /// <exception cref="ApiException">The namespace is absent (404) or on its way out (403).</exception>
    public void CheckNamespace(ResourceView view, string ns, string name)
    {
        if (!view.Definition.Namespaced)
        {
            return;
        }

        var home = services.Store.State.Find(WellKnown.Namespaces, new StoreKey("", ns))
            ?? throw ApiException.NotFound(WellKnown.Namespaces, ns);
        if (home.ToNode().Map("metadata")?.ContainsKey("deletionTimestamp") == true)
        {
            throw ApiException.Forbidden(
                $"{view.Definition.Id} \"{name}\" is forbidden: unable to create new content in namespace {ns} because it is being terminated",
                view.Definition.Id,
                name);
        }
    }
}
