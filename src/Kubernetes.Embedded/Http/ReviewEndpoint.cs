using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Auth;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Answers token and access reviews with the server's own authenticator and authorizer.</summary>
internal sealed class ReviewEndpoint(Authenticator authenticator, RbacAuthorizer authorizer, ObjectStore store, RequestBody body)
{
    public async Task RunAsync(ResourceRequest request)
    {
        if (request.Verb != "create")
        {
            throw ApiException.MethodNotAllowed();
        }

        var review = await body.ReadObjectAsync(request.Context, request.View.Version.Schema).ConfigureAwait(false);
        review["kind"] = request.View.Definition.Kind;
        review["apiVersion"] = request.View.ApiVersion;
        review.Ensure("metadata");
        var spec = review.Ensure("spec");
        review["status"] = request.View.Definition.Id.Resource switch
        {
            "tokenreviews" => Token(spec),
            "selfsubjectreviews" => new JsonObject { ["userInfo"] = UserNode(request.User) },
            "selfsubjectaccessreviews" => Access(request.User, spec),
            "selfsubjectrulesreviews" => Rules(request.User, spec.Text("namespace") ?? ""),
            _ => Access(Subject(spec), spec),
        };
        await Responses.WriteAsync(request.Context, 201, review).ConfigureAwait(false);
    }

    private JsonObject Token(JsonObject spec)
    {
        var audiences = spec.List("audiences")?.Select(a => a.AsText() ?? "").ToList() ?? [];
        if (audiences.Count == 0)
        {
            audiences.Add(TokenIssuer.DefaultAudience);
        }

        return authenticator.FromToken(spec.Text("token") ?? "", audiences) is var (user, granted)
            ? new JsonObject
            {
                ["authenticated"] = true,
                ["user"] = UserNode(user),
                ["audiences"] = new JsonArray([.. granted.Select(a => (JsonNode?)a)]),
            }
            : new JsonObject { ["user"] = new JsonObject(), ["error"] = "[invalid bearer token, token lookup failed]" };
    }

    private JsonObject Access(ApiUser user, JsonObject spec)
    {
        AccessRequest wanted;
        if (spec.Map("resourceAttributes") is { } resource)
        {
            wanted = new AccessRequest(
                resource.Text("verb") ?? "",
                resource.Text("group") ?? "",
                resource.Text("resource") ?? "",
                resource.Text("subresource") ?? "",
                resource.Text("namespace") ?? "",
                resource.Text("name") ?? "");
        }
        else
        {
            var path = spec.Map("nonResourceAttributes") ?? throw ApiException.BadRequest("spec: Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified");
            wanted = new AccessRequest(path.Text("verb") ?? "", "", "", "", "", "") { NonResourcePath = path.Text("path") ?? "" };
        }

        var allowed = authorizer.Allows(user, wanted, out var reason);
        var status = new JsonObject { ["allowed"] = allowed };
        if (reason.Length > 0)
        {
            status["reason"] = reason;
        }

        return status;
    }

    private JsonObject Rules(ApiUser user, string ns)
    {
        var all = user.Groups.Contains(ApiUser.MastersGroup);
        var rules = all
            ? [new JsonObject { ["verbs"] = new JsonArray("*"), ["apiGroups"] = new JsonArray("*"), ["resources"] = new JsonArray("*") }]
            : RbacAuthorizer.RulesOf(store.State, user, ns).Select(r => r.Rule).Where(r => r.ContainsKey("resources")).ToArray();
        return new JsonObject
        {
            ["resourceRules"] = new JsonArray([.. rules.Select(r => r.DeepClone())]),
            ["nonResourceRules"] = new JsonArray(),
            ["incomplete"] = false,
        };
    }

    private static ApiUser Subject(JsonObject spec)
        => new(spec.Text("user") ?? "", [.. spec.List("groups")?.Select(g => g.AsText() ?? "") ?? []]);

    private static JsonObject UserNode(ApiUser user)
    {
        var node = new JsonObject { ["username"] = user.Name, ["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode?)g)]) };
        if (user.Uid.Length > 0)
        {
            node["uid"] = user.Uid;
        }

        if (user.Extra.Count > 0)
        {
            node["extra"] = new JsonObject([.. user.Extra.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)new JsonArray([.. e.Value.Select(v => (JsonNode?)v)])))]);
        }

        return node;
    }
}
