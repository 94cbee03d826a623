using System.Text.Json;
using MeshActors.Host.Debugging.Feeds;
using MeshActors.Host.Debugging.Registry;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Objects;

namespace MeshActors.Host.Debugging.Policies;

/// <summary><c>/debug/authorizationz</c>, and <c>/debug/pushcontext</c>, which has the same with the network gateways.</summary>
internal static class AuthorizationPages
{
    public static IReadOnlyList<DebugPage> All { get; } =
    [
        new("authorizationz", "All authorization policies", WriteAuthorizationAsync),
        new("pushcontext", "Authorization policies and network gateways", WriteContextAsync),
    ];

    private static async Task WriteAuthorizationAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var policies = await ConfigObjects.ReadAsync(request, [ResourceKinds.AuthorizationPolicy]).ConfigureAwait(false);
        json.WriteStartObject();
        json.WritePropertyName("authorization_policies");
        Write(request, json, policies);
        json.WriteEndObject();
    }

    private static async Task WriteContextAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var policies = await ConfigObjects.ReadAsync(request, [ResourceKinds.AuthorizationPolicy]).ConfigureAwait(false);
        var gateways = NetworkPage.GatewaysOf(request.View);
        json.WriteStartObject();
        json.WritePropertyName("AuthorizationPolicies");
        Write(request, json, policies);
        json.WritePropertyName("NetworkGateways");
        NetworkPage.Write(json, gateways);
        json.WritePropertyName("UnresolvedGateways");
        NetworkPage.Write(json, gateways.Where(gateway => !IpText.IsAddress(gateway.Address)));
        json.WriteEndObject();
    }

    private static void Write(DebugRequest request, Utf8JsonWriter json, IReadOnlyList<JsonElement> policies) =>
        PolicyJson.WriteByNamespace(json, "namespace_to_policies", policies, request.View.RootNamespace, withAnnotations: true);
}
