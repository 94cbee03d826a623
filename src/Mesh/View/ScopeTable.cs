using System.Collections.Concurrent;

namespace MeshActors.Mesh.View;

/// <summary>The scopes of a view: made when first asked for, taken over from the view before where nothing changed for them.</summary>
internal sealed class ScopeTable(SidecarScopeBuilder builder)
{
    private readonly ConcurrentDictionary<ScopeKey, Entry> _scopes = new();

    /// <summary>Scopes of an earlier view, which may have changed: what is made anew but comes out equal keeps its instance.</summary>
    private readonly ConcurrentDictionary<ScopeKey, Entry> _earlier = new();

    public SidecarScopeBuilder Builder => builder;

    public SidecarScope For(ScopeKey key) => _scopes.GetOrAdd(key, static (key, table) => table.Make(key), this).Scope;

    public void TakeOver(ScopeTable previous, ScopeChanges changes, DestinationRuleIndex rules)
    {
        foreach (var (key, entry) in previous._scopes)
        {
            if (!entry.Scope.Reads.Touches(changes) && entry.Scope.SameRules(rules))
            {
                _scopes.TryAdd(key, new(entry.Scope, builder.ServicesStamp));
            }
            else
            {
                _earlier.TryAdd(key, entry);
            }
        }

        foreach (var (key, entry) in previous._earlier)
        {
            if (!_scopes.ContainsKey(key))
            {
                _earlier.TryAdd(key, entry);
            }
        }
    }

    private Entry Make(ScopeKey key)
    {
        var earlier = _earlier.GetValueOrDefault(key);
        var made = builder.Build(key, earlier.Scope, earlier.ServicesStamp);
        return new(earlier.Scope?.SameAs(made) == true ? earlier.Scope : made, builder.ServicesStamp);
    }

    /// <param name="Scope">The scope.</param>
    /// <param name="ServicesStamp">The newest services for which it is known to hold.</param>
    private readonly record struct Entry(SidecarScope Scope, object ServicesStamp);
}
