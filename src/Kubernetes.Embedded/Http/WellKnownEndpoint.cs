using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Auth;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>The paths that are no resources: version, health, and the keys of service account tokens.</summary>
internal sealed class WellKnownEndpoint(TokenIssuer tokens)
{
    /// <returns>False where the path is none of these.</returns>
    public async Task<bool> TryRunAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/version" or "/version/":
                await Responses.WriteAsync(context, 200, Version()).ConfigureAwait(false);
                return true;
            case "/healthz" or "/livez" or "/readyz" or "/healthz/ping":
                await Responses.WriteAsync(context, 200, Encoding.ASCII.GetBytes("ok"), "text/plain; charset=utf-8").ConfigureAwait(false);
                return true;
            case "/" or "":
                await Responses.WriteAsync(context, 200, new JsonObject { ["paths"] = new JsonArray("/api", "/apis", "/healthz", "/openapi/v2", "/openapi/v3", "/version") }).ConfigureAwait(false);
                return true;
            case "/.well-known/openid-configuration":
                await Responses.WriteAsync(context, 200, OpenIdConfiguration()).ConfigureAwait(false);
                return true;
            case "/openid/v1/jwks":
                await Responses.WriteAsync(context, 200, tokens.KeySet(), "application/jwk-set+json").ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private static JsonObject Version() => new()
    {
        ["major"] = "1",
        ["minor"] = "32",
        ["gitVersion"] = "v1.32.0+meshactors",
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2025-01-01T00:00:00Z",
        ["goVersion"] = "none",
        ["compiler"] = "dotnet",
        ["platform"] = "linux/amd64",
    };

    private static JsonObject OpenIdConfiguration() => new()
    {
        ["issuer"] = TokenIssuer.Issuer,
        ["jwks_uri"] = $"{TokenIssuer.Issuer}/openid/v1/jwks",
        ["response_types_supported"] = new JsonArray("id_token"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
    };
}
