using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Conformance.Xds.Direct;

/// <summary>Calls the translation in process.</summary>
public sealed class DirectSubjects : IXdsSubjects
{
    private readonly XdsTranslator _translator = new();

    public Task<IXdsSubject> LoadAsync(XdsCase xdsCase, CancellationToken cancellation)
    {
        // What was made for cases before is of no use to this one, and would keep their meshes in memory.
        _translator.Sweep();
        return Task.FromResult<IXdsSubject>(new Subject(CaseMesh.Load(xdsCase), this));
    }

    private IReadOnlyList<EncodedResource> Translate(ResourceSort sort, TranslationContext context, IReadOnlyList<string> names, CaseMesh mesh)
    {
        var type = TypeOf(sort);
        return type switch
        {
            XdsType.Endpoint => [.. names.Select(name => Endpoints(EndpointQueries.For(context, name), mesh))],
            _ when !context.Node.IsProxylessGrpc && XdsTranslator.WildcardTypes.Contains(type) => _translator.Translate(type, context),
            _ => _translator.Translate(type, context, names, mesh.Credentials),
        };
    }

    private static XdsType TypeOf(ResourceSort sort) => sort.Name switch
    {
        "clusters" => XdsType.Cluster,
        "endpoints" => XdsType.Endpoint,
        "listeners" => XdsType.Listener,
        "routes" => XdsType.Route,
        "secrets" => XdsType.Secret,
        "extension-configs" => XdsType.ExtensionConfig,
        "name-table" => XdsType.NameTable,
        _ => throw new ArgumentException($"No type of resources is called {sort.Name}.", nameof(sort)),
    };

    private static EncodedResource Endpoints(EndpointQuery query, CaseMesh mesh) =>
        EndpointTranslator.Translate(query, query.Service is { } service ? mesh.Find(service) : null);

    private sealed class Subject(CaseMesh mesh, DirectSubjects owner) : IXdsSubject
    {
        public IReadOnlyList<string> Notes => mesh.Notes;

        public Task<IProxySession> ConnectAsync(XdsProxy proxy, CancellationToken cancellation)
        {
            var parsed = ProxyNodes.Parse(proxy.Node, proxy.Identity);
            if (!parsed.IsValid)
            {
                throw new ProxyRefusedException(parsed.Reason);
            }

            var node = ProxyNodes.At(parsed.Node, LocalityOf(parsed.Node));
            return Task.FromResult<IProxySession>(new Session(TranslationContext.Of(node, mesh.View), mesh, owner));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        // What the registry knows of the proxy's pod: the place of the node that it runs on.
        private string LocalityOf(ProxyNode node)
        {
            var pod = mesh.Objects.GetValueOrDefault(node.ClusterId)?.OfType<Config<Pod>>().FirstOrDefault(
                candidate => candidate.Meta.Namespace == node.Namespace && node.IpAddresses.Contains(candidate.Spec.PodIp));
            return pod is not null && !pod.Meta.Labels.ContainsKey(WellKnownLabels.Locality) && !pod.Meta.Labels.ContainsKey(WellKnownLabels.LegacyLocality)
                ? mesh.Nodes[node.ClusterId].GetValueOrDefault(pod.Spec.NodeName)?.Locality ?? ""
                : "";
        }
    }

    private sealed class Session(TranslationContext context, CaseMesh mesh, DirectSubjects owner) : IProxySession
    {
        public Task<IReadOnlyList<SubjectResource>> GetAsync(ResourceSort sort, IReadOnlyList<string> names, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<SubjectResource>>(
                [.. owner.Translate(sort, context, names, mesh).Select(resource => new SubjectResource(resource.Name, resource.Value))]);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
