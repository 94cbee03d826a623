using System.Collections.Immutable;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Sharing;
using MeshActors.Actors.Discovery.Endpoints;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>What this replica holds of a scope: its resources, and which names its proxies ask for. One actor's own.</summary>
internal sealed class ScopeResources(bool isByNameOnly, ResourceStore store, AssignmentSources sources)
{
    private static readonly XdsType[] Types = Enum.GetValues<XdsType>();

    private readonly ResourceSet?[] _sets = new ResourceSet?[Types.Length];
    private readonly NameDemand?[] _demands = new NameDemand?[Types.Length];

    // Where every name that was asked for was known, of which demand and by what: as long as both stand there is nothing to look for.
    private readonly (int Demand, object? Known)[] _answered = new (int, object?)[Types.Length];

    /// <summary>Whether the scope's owner has told its state.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Where the load assignments that proxies ask for come from, by cluster.</summary>
    public SharedMap<AssignmentSource> Sources { get; private set; } = sources.None;

    public ImmutableArray<ResourceSet?> Sets() => [.. _sets];

    /// <summary>Whether proxies get the type by naming what they want; the others are there for all, asked or not.</summary>
    public bool IsByName(XdsType type) => isByNameOnly || !XdsTranslator.WildcardTypes.Contains(type);

    public NameDemand DemandOf(XdsType type) => _demands[(int)type] ??= new();

    /// <summary>Takes the whole state of an owner: the first, or a later one that took over.</summary>
    public void Take(ScopeState state)
    {
        IsKnown = true;
        foreach (var type in Types)
        {
            var resources = state.Resources.GetValueOrDefault(type) ?? [];
            if (!IsByName(type))
            {
                _sets[(int)type] = SetOf(type).ReplacedBy(Interned(resources, null));
            }
            else if (type != XdsType.Endpoint && _demands[(int)type] is { } demand)
            {
                // Of names that are not answered yet what was known before stands.
                var absent = (state.Answered.GetValueOrDefault(type) ?? []).Where(demand.Contains).ToHashSet(StringComparer.Ordinal);
                absent.ExceptWith(resources.Select(r => r.Name));
                _sets[(int)type] = SetOf(type).With(Interned(resources, demand), absent);
            }
        }

        TakeQueries(state.Endpoints);
    }

    public void Apply(ScopeDelta delta)
    {
        foreach (var (type, changes) in delta.Changes)
        {
            if (!IsByName(type))
            {
                _sets[(int)type] = SetOf(type).With(Interned(changes.Changed, null), changes.Removed);
            }
            else if (_demands[(int)type] is { } demand)
            {
                // Other replicas' names come along; nobody here asks for them.
                _sets[(int)type] = SetOf(type).With(Interned(changes.Changed, demand), [.. changes.Removed.Where(demand.Contains)]);
            }
        }

        TakeQueries(delta.Endpoints);
    }

    /// <summary>Takes the load assignments that are known of the sources.</summary>
    public void Take(AssignmentsChanged assignments)
    {
        if (ReferenceEquals(assignments.Sources, Sources))
        {
            _sets[(int)XdsType.Endpoint] = assignments.Set;
        }
    }

    /// <summary>Names of which nothing is known yet, though proxies ask for them.</summary>
    public List<string> Unanswered(XdsType type)
    {
        var names = new List<string>();
        if (_demands[(int)type] is not { } demand)
        {
            return names;
        }

        (int, object?) asked = (demand.Version, type == XdsType.Endpoint ? Sources : _sets[(int)type]);
        if (_answered[(int)type] == asked)
        {
            return names;
        }

        foreach (var name in demand.All)
        {
            if (type == XdsType.Endpoint ? !Sources.Contains(name) : _sets[(int)type]?.Knows(name) != true)
            {
                names.Add(name);
            }
        }

        if (names.Count == 0)
        {
            _answered[(int)type] = asked;
        }

        return names;
    }

    /// <summary>Nobody asks for these any more.</summary>
    public void Forget(XdsType type, IReadOnlyList<string> names)
    {
        if (type == XdsType.Endpoint)
        {
            Sources = Sources.With([], names);
        }
        else if (_sets[(int)type] is { } set)
        {
            _sets[(int)type] = set.With([], [], names);
        }
    }

    private ResourceSet SetOf(XdsType type) => _sets[(int)type] ??= store.Empty(isWhole: !IsByName(type));

    private List<SharedResource> Interned(IReadOnlyCollection<EncodedResource> resources, NameDemand? demand)
    {
        var interned = new List<SharedResource>(resources.Count);
        foreach (var resource in resources)
        {
            if (demand is null || demand.Contains(resource.Name))
            {
                interned.Add(store.Intern(resource));
            }
        }

        return interned;
    }

    private void TakeQueries(IReadOnlyDictionary<string, EndpointQuery> queries)
    {
        if (queries.Count == 0 || _demands[(int)XdsType.Endpoint] is not { } demand)
        {
            return;
        }

        var changed = new List<KeyValuePair<string, AssignmentSource?>>(queries.Count);
        foreach (var (cluster, query) in queries)
        {
            if (demand.Contains(cluster) && Sources.Find(cluster)?.Query != query)
            {
                changed.Add(new(cluster, sources.Of(query, isLeaving: query.IsEmpty && IsOnItsWayOut(cluster))));
            }
        }

        Sources = Sources.With(changed, []);
    }

    /// <summary>
    /// The cluster has gone together with its endpoints: proxies still use it until they have been sent new routes, and ask for its
    /// endpoints no more once it is removed.
    /// </summary>
    private bool IsOnItsWayOut(string cluster) =>
        !isByNameOnly
        && Naming.TryParse(cluster, out _)
        && SetOf(XdsType.Cluster).Find(cluster) is null
        && SetOf(XdsType.Endpoint).Find(cluster) is not null;
}
