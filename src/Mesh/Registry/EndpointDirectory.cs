using System.Collections.Immutable;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// The endpoints of a namespace's services, each joined of what ServiceEntries and the clusters contribute: several may define
/// the same host. A service whose contributions are the instances of before keeps what was made of them.
/// </summary>
internal sealed class EndpointDirectory
{
    private static readonly EndpointDirectory Empty = new(
        ImmutableDictionary<ServiceKey, Joined>.Empty, ImmutableDictionary<ServiceKey, ServiceEndpoints>.Empty, []);

    private readonly ImmutableDictionary<ServiceKey, Joined> _joined;
    private readonly ImmutableDictionary<ServiceKey, ServiceEndpoints> _endpoints;
    private readonly Dictionary<ServiceKey, ServiceFacts> _facts;

    private EndpointDirectory(
        ImmutableDictionary<ServiceKey, Joined> joined,
        ImmutableDictionary<ServiceKey, ServiceEndpoints> endpoints,
        Dictionary<ServiceKey, ServiceFacts> facts)
    {
        (_joined, _endpoints, _facts) = (joined, endpoints, facts);
    }

    public IReadOnlyDictionary<ServiceKey, ServiceEndpoints> Endpoints => _endpoints;

    /// <summary>Facts of the services that have any.</summary>
    public IReadOnlyDictionary<ServiceKey, ServiceFacts> Facts => _facts;

    /// <summary>The services whose endpoints are others than in the directory that this one was made from.</summary>
    public IReadOnlyCollection<ServiceKey> Changed { get; private init; } = [];

    /// <summary>Looks at all services.</summary>
    public static EndpointDirectory Build(EndpointSources sources, EndpointDirectory? previous)
    {
        previous ??= Empty;
        var edit = new Edit(previous);
        foreach (var key in sources.Services.ByKey.Keys)
        {
            edit.Join(key, sources);
        }

        foreach (var key in previous._joined.Keys)
        {
            if (!sources.Services.ByKey.ContainsKey(key))
            {
                edit.Join(key, sources);
            }
        }

        return edit.Finish();
    }

    /// <summary>Looks at these services only, where nothing else differs.</summary>
    public EndpointDirectory After(IEnumerable<ServiceKey> services, EndpointSources sources)
    {
        var edit = new Edit(this);
        foreach (var key in services)
        {
            edit.Join(key, sources);
        }

        return edit.Finish();
    }

    /// <summary>The directory in the making.</summary>
    private readonly struct Edit(EndpointDirectory before)
    {
        private readonly ImmutableDictionary<ServiceKey, Joined>.Builder _joined = before._joined.ToBuilder();
        private readonly ImmutableDictionary<ServiceKey, ServiceEndpoints>.Builder _endpoints = before._endpoints.ToBuilder();
        private readonly PatchedDictionary<ServiceKey, ServiceFacts> _facts = new(before._facts);
        private readonly List<ServiceKey> _changed = [];
        private readonly List<IReadOnlyList<Endpoint>> _lists = [];

        public void Join(ServiceKey key, EndpointSources sources)
        {
            _lists.Clear();
            var known = before._joined.GetValueOrDefault(key);
            if (!sources.Services.ByKey.TryGetValue(key, out var definitions))
            {
                Remove(key, known);
                return;
            }

            sources.AddTo(key, definitions, _lists);
            if (_lists.Count == 0)
            {
                Remove(key, known);
            }
            else if (known is null
                || !KeptInstances.SameReferences(known.Services, definitions)
                || !KeptInstances.SameReferences(known.Lists, _lists))
            {
                Set(key, Joined.Of(key, definitions, [.. _lists], known), known);
            }
        }

        public EndpointDirectory Finish() => new(_joined.ToImmutable(), _endpoints.ToImmutable(), _facts.Result) { Changed = _changed };

        private void Set(ServiceKey key, Joined made, Joined? known)
        {
            _joined[key] = made;
            if (!ReferenceEquals(made.Endpoints, known?.Endpoints))
            {
                _changed.Add(key);
                _endpoints[key] = made.Endpoints;
            }

            if (!ReferenceEquals(made.Facts, known?.Facts))
            {
                _facts.Set(key, made.Facts);
            }
        }

        private void Remove(ServiceKey key, Joined? known)
        {
            if (known is not null)
            {
                _changed.Add(key);
                _joined.Remove(key);
                _endpoints.Remove(key);
                _facts.Remove(key);
            }
        }
    }

    private sealed record Joined(
        List<IReadOnlyList<Endpoint>> Lists, List<Service> Services, ServiceEndpoints Endpoints, ServiceFacts Facts)
    {
        public static Joined Of(ServiceKey key, List<Service> services, List<IReadOnlyList<Endpoint>> lists, Joined? known)
        {
            var list = lists.Count == 1 ? lists[0] : [.. lists.SelectMany(l => l)];
            list = KeptInstances.Of(list, known?.Endpoints.Endpoints);
            var endpoints = known is not null && ReferenceEquals(list, known.Endpoints.Endpoints) ? known.Endpoints : new(key, list);
            var facts = FactsOfEndpoints.Of(services, list);
            return new(lists, services, endpoints, known is not null && facts.Equals(known.Facts) ? known.Facts : facts);
        }
    }
}
