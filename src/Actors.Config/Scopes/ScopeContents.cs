using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Sharing;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Config.Scopes;

/// <summary>What a scope holds: its resources by type, and the names that its subscribers ask for.</summary>
internal sealed class ScopeContents(ProxyNode proxy, XdsTranslator translator, SharedMapPool<string> names, IReadOnlyList<string> clusters)
{
    private readonly Dictionary<XdsType, ResourceTable> _tables = [];
    private readonly Dictionary<XdsType, DemandedNames> _demanded = [];
    private readonly ScopeQueries _queries = new();
    private readonly CredentialedTypes _credentialed = new(translator, clusters);

    private IReadOnlyList<XdsType> Wildcard { get; } = proxy.IsProxylessGrpc ? [] : XdsTranslator.WildcardTypes;

    private TranslationContext? _computed;
    private int _sweeps;

    public bool IsComputed => _computed is not null;

    /// <summary>What is to be known of credentials for what is asked for now.</summary>
    public CredentialNeeds Needs => _credentialed.Needs;

    /// <summary>Translates at a new view and tells what differs.</summary>
    public ScopeDelta Update(MeshView view)
    {
        var context = TranslationContext.Of(proxy, view);
        var changes = new Dictionary<XdsType, ResourceChanges>();
        var before = _sweeps == translator.Sweeps ? _computed : null;
        foreach (var type in Wildcard)
        {
            if (before is not null && ViewStep.Leaves(type, before, context))
            {
                continue;
            }

            Note(changes, type, TableOf(type).Replace(translator.Translate(type, context)));
        }

        foreach (var (type, demanded) in _demanded)
        {
            if (type != XdsType.Endpoint && !demanded.IsEmpty)
            {
                Retranslate(changes, type, context, demanded.All());
            }
        }

        (_computed, _sweeps) = (context, translator.Sweeps);
        return new(changes, _queries.Update(context, translator.QueriesOf(context), Clusters));
    }

    /// <summary>Takes what is known of credentials and tells what differs. Null while there is no view.</summary>
    public ScopeDelta? Update(CredentialSnapshot known)
    {
        if (!_credentialed.Take(known) || _computed is null)
        {
            return null;
        }

        var changes = new Dictionary<XdsType, ResourceChanges>();
        foreach (var type in CredentialedTypes.Types)
        {
            if (_demanded.TryGetValue(type, out var demanded) && !demanded.IsEmpty)
            {
                Retranslate(changes, type, _computed, demanded.All());
            }
        }

        return new(changes, NoEndpoints);
    }

    /// <summary>Adds names and answers those that were not answered yet. Null while there is no view.</summary>
    public ScopeDelta? Demand(IActorRef subscriber, XdsType type, IReadOnlyList<string> asked, MeshView? view)
    {
        if (!_demanded.TryGetValue(type, out var demanded))
        {
            _demanded[type] = demanded = new(names);
        }

        var fresh = demanded.Add(subscriber, asked);
        if (view is null || !IsComputed)
        {
            return null;
        }

        var context = TranslationContext.Of(proxy, view);
        if (type == XdsType.Endpoint)
        {
            return new(NoChanges, _queries.Of(context, translator.QueriesOf(context), asked));
        }

        // Where somebody asked before, the answer is told again to whoever asks now.
        var table = TableOf(type);
        if (fresh.Count > 0 && TranslateMore(type, context, fresh) is { } resources)
        {
            table.Add(resources);
        }

        var held = _credentialed.Held(type);
        var answered = held.Count == 0 ? asked : [.. asked.Where(name => !held.Contains(name))];
        return answered.Count == 0
            ? new(NoChanges, NoEndpoints)
            : new(new Dictionary<XdsType, ResourceChanges> { [type] = table.Answer(answered) }, NoEndpoints);
    }

    public void Release(IActorRef subscriber, XdsType type, IReadOnlyList<string> left)
    {
        if (_demanded.TryGetValue(type, out var demanded))
        {
            Drop(type, demanded.Remove(subscriber, left));
        }
    }

    public void Forget(IActorRef subscriber)
    {
        foreach (var (type, demanded) in _demanded)
        {
            Drop(type, demanded.RemoveAll(subscriber));
        }
    }

    public void KeepOnly(IReadOnlyCollection<IActorRef> subscribers)
    {
        foreach (var gone in _demanded.Values.SelectMany(d => d.Subscribers).Where(s => !subscribers.Contains(s)).Distinct().ToArray())
        {
            Forget(gone);
        }
    }

    /// <summary>Why there is no Secret resource of a name that was asked for.</summary>
    public string WhyAbsent(string secret) => _credentialed.WhyAbsent(_computed!, secret);

    /// <exception cref="InvalidOperationException">Nothing has been computed yet.</exception>
    public ScopeState State() => new(
        _tables.ToDictionary(pair => pair.Key, pair => pair.Value.All),
        _demanded.Where(pair => pair.Key != XdsType.Endpoint)
            .ToDictionary(pair => pair.Key, pair => (IReadOnlyCollection<string>)[.. pair.Value.All().Except(_credentialed.Held(pair.Key))]),
        Queries(_computed ?? throw new InvalidOperationException("A scope without a view has no state.")));

    private IReadOnlyCollection<string> Clusters() => _demanded.TryGetValue(XdsType.Endpoint, out var clusters) ? clusters.All() : [];

    private IReadOnlyDictionary<string, EndpointQuery> Queries(TranslationContext context) =>
        _queries.Of(context, translator.QueriesOf(context), Clusters());

    private static readonly IReadOnlyDictionary<XdsType, ResourceChanges> NoChanges = new Dictionary<XdsType, ResourceChanges>();
    private static readonly IReadOnlyDictionary<string, EndpointQuery> NoEndpoints = new Dictionary<string, EndpointQuery>();

    private void Drop(XdsType type, IReadOnlyList<string> dropped)
    {
        if (type != XdsType.Endpoint)
        {
            TableOf(type).Remove(dropped);
            _credentialed.Forget(type, dropped);
            if (_demanded[type].IsEmpty)
            {
                _credentialed.Forget(type);
            }

            return;
        }

        foreach (var name in dropped)
        {
            _queries.Remove(name);
        }
    }

    private void Retranslate(Dictionary<XdsType, ResourceChanges> changes, XdsType type, TranslationContext context, IReadOnlyList<string> all)
    {
        if (!CredentialedTypes.Types.Contains(type))
        {
            Note(changes, type, TableOf(type).Replace(translator.Translate(type, context, all)));
        }
        else if (_credentialed.All(type, context, all, isFirst: !IsComputed) is { } resources)
        {
            Note(changes, type, _credentialed.Answered(type, TableOf(type).Replace(resources), resources));
        }
    }

    private IReadOnlyList<EncodedResource>? TranslateMore(XdsType type, TranslationContext context, IReadOnlyList<string> fresh) =>
        CredentialedTypes.Types.Contains(type) ? _credentialed.More(type, context, fresh) : translator.Translate(type, context, fresh);

    private ResourceTable TableOf(XdsType type)
    {
        if (!_tables.TryGetValue(type, out var table))
        {
            _tables[type] = table = new();
        }

        return table;
    }

    private static void Note(Dictionary<XdsType, ResourceChanges> changes, XdsType type, ResourceChanges? change)
    {
        if (change is not null)
        {
            changes[type] = change;
        }
    }
}
