using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshActors.Conformance.Xds;

namespace MeshActors.StockEnvoy;

/// <summary>
/// The files that a proxy's configuration names and that its pod would have mounted. A case has none of them, and Envoy refuses what
/// reads a file that is not there.
/// </summary>
internal static class PodFiles
{
    /// <summary>The smallest module that Envoy takes for a plugin: a memory, an allocator, and the version of the interface.</summary>
    private static readonly byte[] Module =
    [
        0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
        .. Section(1, [2, 0x60, 0, 0, 0x60, 1, 0x7f, 1, 0x7f]),
        .. Section(3, [2, 0, 1]),
        .. Section(5, [1, 0, 1]),
        .. Section(7, [3, .. Export("memory", 2, 0), .. Export("proxy_abi_version_0_2_1", 0, 0), .. Export("malloc", 0, 1)]),
        .. Section(10, [2, 2, 0, 0x0b, 4, 0, 0x41, 0, 0x0b]),
    ];

    private static readonly Lazy<byte[]> Certificate = new(NewCertificate);

    /// <summary>Writes what the resources name and this machine lacks below <paramref name="folder"/>; nothing where they name nothing.</summary>
    /// <param name="folder">What stands for the root.</param>
    /// <param name="session">A session of the proxy.</param>
    /// <param name="extensions">The names of configurations of extensions that the proxy asks for.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task WriteAsync(string folder, IProxySession session, IReadOnlyList<string> extensions, CancellationToken cancellation)
    {
        foreach (var sort in (ResourceSort[])[ResourceSort.Clusters, ResourceSort.Listeners])
        {
            foreach (var resource in await session.GetAsync(sort, [], cancellation))
            {
                Write(folder, resource.Value, [".pem", ".crt", ".key"], Certificate.Value);
            }
        }

        foreach (var resource in extensions.Count > 0 ? await session.GetAsync(ResourceSort.ExtensionConfigs, extensions, cancellation) : [])
        {
            Write(folder, resource.Value, [".wasm"], Module);
        }
    }

    // Paths stand in the encoded message as they are, each after its length.
    private static void Write(string folder, ReadOnlyMemory<byte> resource, string[] endings, byte[] content)
    {
        var text = Encoding.Latin1.GetString(resource.Span);
        foreach (var ending in endings)
        {
            for (var end = text.IndexOf(ending, StringComparison.Ordinal); end >= 0; end = text.IndexOf(ending, end + 1, StringComparison.Ordinal))
            {
                var length = end + ending.Length;
                for (var start = end; start > 0 && length - start < 128; start--)
                {
                    if (text[start] == '/' && text[start - 1] == length - start)
                    {
                        WriteFile(folder, text[start..length], content);
                        break;
                    }
                }
            }
        }
    }

    private static void WriteFile(string folder, string path, byte[] content)
    {
        if (File.Exists(path))
        {
            return;
        }

        var target = Path.Join(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, content);
    }

    // Certificate and key in one: whichever of the two is looked for is found.
    private static byte[] NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pod", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return Encoding.ASCII.GetBytes($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    private static byte[] Section(byte id, byte[] content) => [id, (byte)content.Length, .. content];

    private static byte[] Export(string name, byte kind, byte index) => [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), kind, index];
}
