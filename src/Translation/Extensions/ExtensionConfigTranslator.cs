using System.Text;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Routes;
using MeshActors.Translation.Secrets;
using MeshActors.Translation.Tls;

namespace MeshActors.Translation.Extensions;

/// <summary>The configurations of extensions that proxies fetch by name: modules, with the credentials to pull them.</summary>
public sealed class ExtensionConfigTranslator
{
    private const string DockerConfigType = "kubernetes.io/dockerconfigjson";
    private const string DockerConfigKey = ".dockerconfigjson";

    private readonly Memo<ModuleInputs, EncodedResource> _modules = new();

    public IReadOnlyList<EncodedResource> Translate(TranslationContext context, IReadOnlyCollection<string> names, ICredentials credentials)
    {
        var resources = new List<EncodedResource>();
        IReadOnlyList<TrafficExtensionObject>? attached = null;
        foreach (var name in names.Where(name => name.StartsWith(TrafficExtensionObject.ResourcePrefix, StringComparison.Ordinal)))
        {
            if (Find(context, name) is not { Spec.Wasm: { } wasm } extension)
            {
                continue;
            }

            string? secret = null;
            if (wasm.ImagePullSecret.Length > 0)
            {
                // Only proxies that run the module get what it takes to pull it.
                attached ??= TrafficExtensions.Of(context.Node, context.View);
                secret = attached.Any(own => ReferenceEquals(own.Source, extension.Source)) ? DockerConfig(context, extension, credentials) : "";
            }

            resources.Add(_modules.GetOrAdd(
                new(new([extension.Source]), secret), static (inputs, found) => WasmModules.Build(found, inputs.PullSecret), extension));
        }

        return resources;
    }

    /// <summary>Forgets what was not used of late.</summary>
    public void Sweep() => _modules.Sweep();

    private static TrafficExtensionObject? Find(TranslationContext context, string resource)
    {
        if (resource[TrafficExtensionObject.ResourcePrefix.Length..].Split('.', 2) is not [var ns, _]
            || (ns != context.Node.Namespace && ns != context.View.RootNamespace))
        {
            return null;
        }

        return TrafficExtensions.In(context.View, ns).FirstOrDefault(extension => extension.ResourceName == resource);
    }

    // Whatever namespace the name says, the secret is one of the extension's own.
    private static string DockerConfig(TranslationContext context, TrafficExtensionObject extension, ICredentials credentials)
    {
        var reference = CredentialReference.Parse(SdsSecrets.ResourceName(extension.Spec.Wasm!.ImagePullSecret), extension.Namespace);
        if (context.Node.VerifiedIdentity is null || reference is not { } found)
        {
            return "";
        }

        foreach (var cluster in new[] { context.Node.ClusterId, context.View.Globals.ConfigCluster })
        {
            if (credentials.FindSecret(cluster, extension.Namespace, found.Name) is { Spec: { Type: DockerConfigType } secret }
                && secret.Data.TryGetValue(DockerConfigKey, out var config))
            {
                return Encoding.UTF8.GetString(config.Reveal().Span);
            }
        }

        return "";
    }

    private readonly record struct ModuleInputs(ReferenceSequence<MeshObject> Extension, string? PullSecret);
}
