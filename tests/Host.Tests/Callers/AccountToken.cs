using System.Text;
using System.Text.Json;
using MeshActors.Kubernetes;

namespace MeshActors.Host.Tests.Callers;

/// <summary>Tokens of service accounts, as a kubelet asks the API server for them.</summary>
internal static class AccountToken
{
    public static async Task<string> RequestAsync(IKubernetesClient client, string ns, string account, string audience)
    {
        var request = $$"""{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"audiences": ["{{audience}}"]} }""";
        var created = await client.CreateAsync(
            ResourceTypes.ServiceAccounts, ns, Encoding.UTF8.GetBytes(request), new WriteOptions { Subresource = "token" }, CancellationToken.None, account);
        using var answer = JsonDocument.Parse(created.Json);
        return answer.RootElement.GetProperty("status").GetProperty("token").GetString()!;
    }
}
