using System.Text;

namespace MeshActors.Kubernetes.Embedded.Auth;

/// <summary>The text of a kubeconfig with one cluster, one user and one context.</summary>
internal static class KubeConfigText
{
    private const string Name = "meshactors";

    public static string Write(Uri server, string ca, string certificate, string key) => $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: {Name}
          cluster:
            server: {server.GetLeftPart(UriPartial.Authority)}
            certificate-authority-data: {Encode(ca)}
        users:
        - name: {Name}-admin
          user:
            client-certificate-data: {Encode(certificate)}
            client-key-data: {Encode(key)}
        contexts:
        - name: {Name}
          context:
            cluster: {Name}
            user: {Name}-admin
        current-context: {Name}

        """;

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
