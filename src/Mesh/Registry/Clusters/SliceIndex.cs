using System.Collections.Immutable;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>
/// The endpoints of one namespace's services in one cluster, from their EndpointSlices. A slice is read again only where it,
/// one of its pods or the settings changed.
/// </summary>
internal sealed class SliceIndex
{
    public static readonly SliceIndex Empty = new(
        ImmutableDictionary.Create<string, SlicePart>(StringComparer.Ordinal), ImmutableDictionary.Create<string, Group>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, SlicePart> _slices;
    private readonly ImmutableDictionary<string, Group> _services;

    private SliceIndex(ImmutableDictionary<string, SlicePart> slices, ImmutableDictionary<string, Group> services)
    {
        _slices = slices;
        _services = services;
    }

    /// <summary>Looks at all slices.</summary>
    public static SliceIndex Build(SliceSources sources, SliceIndex? previous)
    {
        previous ??= Empty;
        var edit = new Edit(previous);
        foreach (var name in sources.Slices.Keys)
        {
            edit.Read(name, sources);
        }

        foreach (var name in previous._slices.Keys)
        {
            if (!sources.Slices.ContainsKey(name))
            {
                edit.Read(name, sources);
            }
        }

        return edit.Finish();
    }

    /// <summary>Looks at the slices of these names, where nothing else differs.</summary>
    /// <param name="names">Of slices that changed, came or went.</param>
    /// <param name="sources">What slices are read with.</param>
    /// <param name="services">Gets the names of the services that the slices belong to or belonged to.</param>
    public SliceIndex After(IEnumerable<string> names, SliceSources sources, ICollection<string> services)
    {
        var edit = new Edit(this);
        foreach (var name in names)
        {
            edit.Read(name, sources);
        }

        foreach (var service in edit.Services)
        {
            services.Add(service);
        }

        return edit.Finish();
    }

    /// <summary>The endpoints of a service, in the order of its slices' names.</summary>
    public IReadOnlyList<Endpoint> Of(string service) => _services.GetValueOrDefault(service)?.Endpoints ?? [];

    /// <summary>The index in the making: slices that differ, and the services that this concerns.</summary>
    private readonly struct Edit(SliceIndex before)
    {
        private readonly ImmutableDictionary<string, SlicePart>.Builder _slices = before._slices.ToBuilder();
        private readonly Dictionary<string, List<SlicePart>> _services = new(StringComparer.Ordinal);

        public IEnumerable<string> Services => _services.Keys;

        public void Read(string name, SliceSources sources)
        {
            var known = before._slices.GetValueOrDefault(name);
            var read = SlicePart.Of(sources, name, known);
            if (ReferenceEquals(read, known))
            {
                return;
            }

            if (known is not null)
            {
                PartsOf(known.Service).RemoveAll(part => ReferenceEquals(part, known));
                _slices.Remove(name);
            }

            if (read is not null)
            {
                PartsOf(read.Service).Add(read);
                _slices[name] = read;
            }
        }

        public SliceIndex Finish()
        {
            if (_services.Count == 0)
            {
                return before;
            }

            var groups = before._services.ToBuilder();
            foreach (var (service, parts) in _services)
            {
                if (parts.Count > 0)
                {
                    groups[service] = Group.Of(parts, before._services.GetValueOrDefault(service));
                }
                else
                {
                    groups.Remove(service);
                }
            }

            return new(_slices.ToImmutable(), groups.ToImmutable());
        }

        private List<SlicePart> PartsOf(string service)
        {
            if (!_services.TryGetValue(service, out var parts))
            {
                _services[service] = parts = [.. before._services.GetValueOrDefault(service)?.Parts ?? []];
            }

            return parts;
        }
    }

    private sealed record Group(List<SlicePart> Parts, IReadOnlyList<Endpoint> Endpoints)
    {
        public static Group Of(List<SlicePart> parts, Group? known)
        {
            parts.Sort((a, b) => string.CompareOrdinal(a.Source.Meta.Name, b.Source.Meta.Name));
            var lists = parts.ConvertAll(part => part.Endpoints);
            var isSame = known is not null && KeptInstances.SameReferences(lists, known.Parts.ConvertAll(part => part.Endpoints));
            return new(parts, isSame ? known!.Endpoints : KeptInstances.Of(WithoutRepeats(lists), known?.Endpoints));
        }

        /// <summary>While an endpoint moves from one slice to another it may stand in both.</summary>
        private static List<Endpoint> WithoutRepeats(List<IReadOnlyList<Endpoint>> lists)
        {
            var seen = new HashSet<(string, string)>();
            var endpoints = new List<Endpoint>(lists.Sum(l => l.Count));
            foreach (var list in lists)
            {
                foreach (var endpoint in list)
                {
                    if (seen.Add((endpoint.FirstAddress, endpoint.ServicePortName)))
                    {
                        endpoints.Add(endpoint);
                    }
                }
            }

            return endpoints;
        }
    }
}
