using System.Collections.Concurrent;

namespace MeshActors.Mesh.View;

/// <summary>The scopes of a view: made when first asked for, taken over from the view before where nothing changed for them.</summary>
internal sealed class ScopeTable(SidecarScopeBuilder builder)
{
    private readonly ConcurrentDictionary<ScopeKey, SidecarScope> _scopes = new();

    /// <summary>Scopes of an earlier view, which may have changed: what is made anew but comes out equal keeps its instance.</summary>
    private readonly ConcurrentDictionary<ScopeKey, SidecarScope> _earlier = new();

    public SidecarScopeBuilder Builder => builder;

    public SidecarScope For(ScopeKey key) => _scopes.GetOrAdd(key, static (key, table) => table.Make(key), this);

    public void TakeOver(ScopeTable previous, ScopeChanges changes, DestinationRuleIndex rules)
    {
        foreach (var (key, scope) in previous._scopes)
        {
            if (!scope.Reads.Touches(changes) && scope.SameRules(rules))
            {
                _scopes.TryAdd(key, scope);
            }
            else
            {
                _earlier.TryAdd(key, scope);
            }
        }

        foreach (var (key, scope) in previous._earlier)
        {
            if (!_scopes.ContainsKey(key))
            {
                _earlier.TryAdd(key, scope);
            }
        }
    }

    private SidecarScope Make(ScopeKey key)
    {
        var earlier = _earlier.GetValueOrDefault(key);
        var made = builder.Build(key, earlier);
        return earlier?.SameAs(made) == true ? earlier : made;
    }
}
