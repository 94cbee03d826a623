using System.Text;
using System.Text.Json;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf;
using MeshActors.Conformance.Cases;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;
using MeshActors.Translation;
using MeshActors.Translation.Security;
using MeshActors.Translation.Security.Authorization;
using MeshActors.Yaml;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;

namespace MeshActors.Conformance.Authz;

/// <summary>Cases of the policies of a proxy, which become lists of filters.</summary>
internal static class BuilderCases
{
    public static IEnumerable<AuthzValue> Run(CaseFile file)
    {
        var policies = Policies(file);
        var domains = file.Content.Find("trustDomain") is { } own
            ? TrustDomains.Of(own.GetString()!, file.Texts("trustDomainAliases"))
            : TrustDomains.None;
        var authorizers = file.Flag("customBuilder") ? Authorizers(file) : null;
        if (file.Text("protocol") == "tcp")
        {
            return Compare<NetworkFilter>(file, authorizers is null
                ? AuthorizationFilters.Tcp(policies, domains)
                : ExternalAuthorizationFilters.Tcp(policies, authorizers, domains));
        }

        return Compare<HttpFilter>(file, authorizers is null
            ? AuthorizationFilters.Http(policies, domains)
            : ExternalAuthorizationFilters.Http(policies, authorizers, domains));
    }

    private static AppliedAuthorization Policies(CaseFile file)
    {
        var proxy = file.Content.GetProperty("proxy");
        var labels = proxy.GetProperty("labels").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);
        var attachment = new PolicyAttachment(proxy.GetProperty("namespace").GetString()!, labels, proxy.GetProperty("type").GetString() == "waypoint");
        var documents = YamlDocuments.ToJson(File.ReadAllBytes(file.Find(file.Text("input"))!));
        var policies = documents.Select(document => ObjectParser.Parse(document)).Select(parsed =>
            parsed.Object as Config<AuthorizationPolicy> ?? throw new InvalidDataException(parsed.Describe()));
        return AppliedAuthorization.Of(attachment, rootNamespace: "", policies.Where(policy => policy.Meta.Namespace == attachment.Namespace));
    }

    private static ExternalAuthorizers Authorizers(CaseFile file)
    {
        var mesh = file.Content.Find("meshConfig") is { } json
            ? MeshConfigurationParser.ParseMeshConfig(Encoding.UTF8.GetBytes(json.GetRawText())).Value
            : null;
        mesh ??= new MeshConfig();
        var services = file.Content.GetProperty("services").EnumerateArray()
            .Select(service => (Host: service.GetProperty("hostname").GetString()!, Namespace: service.GetProperty("namespace").GetString()!))
            .ToList();
        ValueList<string?> hostnames =
        [
            .. mesh.ExtensionProviders.Select(provider => (provider.EnvoyExtAuthzGrpc?.Service ?? provider.EnvoyExtAuthzHttp?.Service)?.Split('/') switch
            {
                [var ns, var host] => services.Find(service => service.Host == host && service.Namespace == ns).Host,
                [var host] => services.Find(service => service.Host == host).Host,
                _ => null,
            }),
        ];
        return new(new(mesh, hostnames));
    }

    private static IEnumerable<AuthzValue> Compare<T>(CaseFile file, IReadOnlyList<T> got)
        where T : class, IMessage, new()
    {
        var expected = file.Texts("expected").Select(name => Document(file.Find(name)!)).ToList();
        if (expected.Count == 0 && got.Count == 0)
        {
            yield return AuthzValue.OfText("filters", "none", "none");
        }

        for (var i = 0; i < Math.Max(expected.Count, got.Count); i++)
        {
            yield return AuthzValue.OfMessage($"filter {i + 1}", i < expected.Count ? expected[i] : null, i < got.Count ? got[i] : null);
        }
    }

    private static JsonElement Document(string path)
    {
        using var document = JsonDocument.Parse(YamlDocuments.ToJson(File.ReadAllBytes(path))[0], new JsonDocumentOptions { MaxDepth = 256 });
        return document.RootElement.Clone();
    }
}
