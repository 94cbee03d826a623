using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.Security;
using MeshActors.Translation.Security.Authentication;
using MeshActors.Translation.Tests.Endpoints;

namespace MeshActors.Translation.Tests.Security;

/// <summary>A mesh with policies, and proxies that ask for theirs.</summary>
internal static class PolicyMesh
{
    public static readonly ProxyNode Cart = Scene.Client with { Labels = new Dictionary<string, string> { ["app"] = "cart" } };

    public static TranslationContext Context(string yaml, ProxyNode? node = null, MeshConfig? mesh = null) => TranslationContext.Of(
        node ?? Cart, Scene.Of(yaml, mesh is null ? null : new() { Mesh = mesh, Networks = new() }).View);

    public static ListenerPolicies Policies(string yaml, ProxyNode? node = null, MeshConfig? mesh = null, IJsonWebKeySets? keys = null) =>
        new SecurityPolicies(keys ?? new NoJsonWebKeySets()).For(Context(yaml, node, mesh), []);

    public static string Authorization(string name, string spec, string meta = "", string ns = "shop") => $$"""
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: {{name}}, namespace: {{ns}}, {{meta}} }
        spec: { {{spec}} }
        ---

        """;

    public static string RequestAuthentication(string name, string rules) => $$"""
        apiVersion: security.istio.io/v1
        kind: RequestAuthentication
        metadata: {name: {{name}}, namespace: shop}
        spec: {jwtRules: [{{rules}}]}
        ---

        """;
}
