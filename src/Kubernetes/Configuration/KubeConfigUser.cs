using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MeshActors.Kubernetes.Authentication;

namespace MeshActors.Kubernetes.Configuration;

/// <summary>Turns a kubeconfig's user entry into credentials.</summary>
internal sealed class KubeConfigUser(string name, UserSection user, string folder, ClusterSection cluster, TimeProvider time)
{
    public IClientCredentials Read()
    {
        try
        {
            return ReadBearer() ?? ReadCertificateOnly();
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or FormatException or CryptographicException or ArgumentException)
        {
            throw Problem($"its credentials cannot be used: {error.Message}", error);
        }
    }

    private IClientCredentials? ReadBearer()
    {
        if (user.Exec is { } exec)
        {
            return new ExecCredentials(ReadExec(exec), time);
        }

        // A token file wins over a token: it is the one that is kept up to date.
        if (!string.IsNullOrEmpty(user.TokenFile))
        {
            return new TokenFileCredentials(Path.Combine(folder, user.TokenFile), time, ReadCertificate());
        }

        if (!string.IsNullOrEmpty(user.Token))
        {
            return StaticCredentials.Bearer(user.Token, ReadCertificate());
        }

        if (!string.IsNullOrEmpty(user.Username))
        {
            return StaticCredentials.Basic(user.Username, user.Password ?? "", ReadCertificate());
        }

        return user.AuthProvider is null
            ? null
            : throw Problem("auth-provider is no longer part of Kubernetes (since 1.26); use an exec plugin");
    }

    private IClientCredentials ReadCertificateOnly()
    {
        if (string.IsNullOrEmpty(user.ClientCertificateData) && string.IsNullOrEmpty(user.ClientKeyData)
            && user is { ClientCertificate.Length: > 0, ClientKey.Length: > 0 })
        {
            return new CertificateFileCredentials(Path.Combine(folder, user.ClientCertificate), Path.Combine(folder, user.ClientKey));
        }

        return ReadCertificate() is { } certificate ? StaticCredentials.ClientCertificate(certificate) : StaticCredentials.Anonymous;
    }

    private X509Certificate2? ReadCertificate()
    {
        var certificate = ReadPem(user.ClientCertificateData, user.ClientCertificate);
        var key = ReadPem(user.ClientKeyData, user.ClientKey);
        return (certificate, key) switch
        {
            (null, null) => null,
            (not null, not null) => PemCertificates.Pair(certificate, key),
            (null, _) => throw Problem("has a client key, but no client certificate"),
            _ => throw Problem("has a client certificate, but no client key"),
        };
    }

    private string? ReadPem(string? data, string? path)
    {
        if (!string.IsNullOrEmpty(data))
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }

        return string.IsNullOrEmpty(path) ? null : File.ReadAllText(Path.Combine(folder, path));
    }

    private ExecPlugin ReadExec(ExecSection exec)
    {
        if (string.IsNullOrEmpty(exec.Command))
        {
            throw Problem("exec names no command");
        }

        if (exec.InteractiveMode == "Always")
        {
            throw Problem("exec wants a terminal (interactiveMode Always), which there is none of here");
        }

        // A command with a folder in it is relative to the kubeconfig; a bare name is looked up on the PATH.
        var command = exec.Command.Contains('/') ? Path.Combine(folder, exec.Command) : exec.Command;
        return new ExecPlugin(
            exec.ApiVersion ?? "client.authentication.k8s.io/v1",
            command,
            [.. exec.Args ?? []],
            (exec.Env ?? []).ToImmutableDictionary(v => v.Name, v => v.Value ?? ""),
            exec.InstallHint ?? "",
            exec.ProvideClusterInfo ? DescribeCluster() : null);
    }

    private JsonElement DescribeCluster()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("server", cluster.Server);
            if (!string.IsNullOrEmpty(cluster.TlsServerName))
            {
                writer.WriteString("tls-server-name", cluster.TlsServerName);
            }

            if (cluster.InsecureSkipTlsVerify)
            {
                writer.WriteBoolean("insecure-skip-tls-verify", true);
            }

            if (KubeConfigCluster.AuthorityPem(cluster, folder) is { } authority)
            {
                writer.WriteString("certificate-authority-data", Convert.ToBase64String(Encoding.UTF8.GetBytes(authority)));
            }

            // The extension of this name is the plugin's own configuration.
            foreach (var extension in cluster.Extensions ?? [])
            {
                if (extension.Name == "client.authentication.k8s.io/exec")
                {
                    writer.WritePropertyName("config");
                    extension.Extension.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }

    private KubeConfigException Problem(string what, Exception? inner = null) => new($"User \"{name}\": {what}.", inner);
}
