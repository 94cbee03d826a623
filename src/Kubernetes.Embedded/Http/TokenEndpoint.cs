using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Auth;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>The token subresource of service accounts (<c>kubectl create token</c>).</summary>
internal sealed class TokenEndpoint(ApiServices services, RequestBody body, TokenIssuer tokens)
{
    private static readonly SchemaNode TokenRequestSchema = BuiltInSchemas.Get("authentication.TokenRequest");

    private const long MinSeconds = 600;
    private const long DefaultSeconds = 3600;

    public async Task RunAsync(ResourceRequest request)
    {
        var account = services.Store.State.Find(WellKnown.ServiceAccounts, new StoreKey(request.Namespace, request.Name))
            ?? throw ApiException.NotFound(WellKnown.ServiceAccounts, request.Name);
        var review = await body.ReadObjectAsync(request.Context, TokenRequestSchema).ConfigureAwait(false);
        var spec = review.Ensure("spec");
        var seconds = spec.Whole("expirationSeconds") ?? DefaultSeconds;
        if (seconds is < MinSeconds or > uint.MaxValue)
        {
            throw ApiException.Invalid(
                "authentication.k8s.io",
                "TokenRequest",
                request.Name,
                [FieldError.Invalid("spec.expirationSeconds", JsonBytes.Show(seconds), "may not specify a duration less than 10 minutes or larger than 2^32 seconds")]);
        }

        var audiences = spec.List("audiences")?.Select(a => a.AsText() ?? "").Where(a => a.Length > 0).ToList() ?? [];
        if (audiences.Count == 0)
        {
            audiences.Add(TokenIssuer.DefaultAudience);
        }

        var bindings = new JsonObject { ["serviceaccount"] = Reference(account) };
        if (spec.Map("boundObjectRef") is { } bound)
        {
            Bind(bindings, bound, request.Namespace);
        }

        var (token, expires) = tokens.Issue(request.Namespace, request.Name, audiences, TimeSpan.FromSeconds(seconds), bindings);
        review["kind"] = "TokenRequest";
        review["apiVersion"] = "authentication.k8s.io/v1";
        var metadata = review.Ensure("metadata");
        metadata["name"] = request.Name;
        metadata["namespace"] = request.Namespace;
        metadata["creationTimestamp"] = services.Now();
        spec["audiences"] = new JsonArray([.. audiences.Select(a => (JsonNode?)a)]);
        spec["expirationSeconds"] = seconds;
        review["status"] = new JsonObject { ["token"] = token, ["expirationTimestamp"] = ApiServices.Timestamp(expires) };
        await Responses.WriteAsync(request.Context, 201, review).ConfigureAwait(false);
    }

    private void Bind(JsonObject bindings, JsonObject bound, string ns)
    {
        var (claim, resource) = bound.Text("kind") switch
        {
            "Pod" => ("pod", WellKnown.Pods),
            "Secret" => ("secret", WellKnown.Secrets),
            var kind => throw ApiException.BadRequest($"cannot bind token for serviceaccount to object type {bound.Text("apiVersion")}, Kind={kind}"),
        };
        var name = bound.Text("name") ?? "";
        var item = services.Store.State.Find(resource, new StoreKey(ns, name)) ?? throw ApiException.NotFound(resource, name);
        if (bound.Text("uid") is { Length: > 0 } uid && uid != item.Uid)
        {
            throw ApiException.Conflict(resource, name, $"the UID in the bound object reference ({uid}) does not match the UID in record. The object might have been deleted and then recreated");
        }

        bindings[claim] = Reference(item);
    }

    private static JsonObject Reference(StoredObject item) => new() { ["name"] = item.Key.Name, ["uid"] = item.Uid };
}
