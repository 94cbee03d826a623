using System.Security.Cryptography;
using MeshActors.Kubernetes.Authentication;

namespace MeshActors.Kubernetes.Configuration;

/// <summary>What Kubernetes gives every pod: the API server's address in the environment, the service account as files.</summary>
public static class InClusterConfiguration
{
    public const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <param name="environment">Looks up <c>KUBERNETES_SERVICE_HOST</c> and <c>KUBERNETES_SERVICE_PORT</c>.</param>
    /// <returns>Null where this process does not run in a pod.</returns>
    /// <exception cref="KubeConfigException">It does, but the service account's files cannot be used.</exception>
    public static ClusterConnection? TryLoad(
        Func<string, string?> environment,
        TimeProvider time,
        string folder = ServiceAccountFolder)
    {
        var host = environment("KUBERNETES_SERVICE_HOST");
        var port = environment("KUBERNETES_SERVICE_PORT");
        var token = Path.Combine(folder, "token");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(token))
        {
            return null;
        }

        try
        {
            var namespaceFile = Path.Combine(folder, "namespace");
            var authority = host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";
            return new ClusterConnection(new Uri($"https://{authority}"))
            {
                Namespace = File.Exists(namespaceFile) ? File.ReadAllText(namespaceFile).Trim() : "default",
                Credentials = new TokenFileCredentials(token, time),
                Authorities = PemCertificates.Authorities(File.ReadAllText(Path.Combine(folder, "ca.crt"))),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or UriFormatException)
        {
            throw new KubeConfigException($"The service account in {folder} cannot be used: {error.Message}", error);
        }
    }
}
