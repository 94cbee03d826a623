using System.Runtime.CompilerServices;

namespace MeshActors.Mesh.View;

/// <summary>
/// What a scope's traffic can reach and by which DestinationRules, VirtualServices apart: for keys of memos. Equal from view to
/// view as long as services and rules stay the same instances.
/// </summary>
public sealed class ScopeDestinations : IEquatable<ScopeDestinations>
{
    private readonly string _namespace;
    private readonly ImportedServices _imported;
    private readonly DestinationRuleIndex _rules;

    internal ScopeDestinations(string ns, ImportedServices imported, DestinationRuleIndex rules)
    {
        _namespace = ns;
        _imported = imported;
        _rules = rules;
    }

    /// <summary>Whether the same rules are in force, whatever services there are.</summary>
    public bool HasSameRules(ScopeDestinations other) => ReferenceEquals(_rules, other._rules) && _namespace == other._namespace;

    /// <summary>
    /// The hosts of services that only one of both has, where those are few and the same rules are in force; null otherwise.
    /// </summary>
    public IReadOnlySet<string>? HostsThatDiffer(ScopeDestinations other)
    {
        if (!HasSameRules(other))
        {
            return null;
        }

        var (gone, come) = ListDifference.Of(other._imported.Services, _imported.Services);
        return gone.Length + come.Length > ServiceIndex.Few ? null : gone.Concat(come).Select(service => service.Hostname).ToHashSet(StringComparer.Ordinal);
    }

    public bool Equals(ScopeDestinations? other) =>
        other is not null
        && ReferenceEquals(_imported, other._imported)
        && ReferenceEquals(_rules, other._rules)
        && _namespace == other._namespace;

    public override bool Equals(object? obj) => Equals(obj as ScopeDestinations);

    public override int GetHashCode() =>
        HashCode.Combine(_namespace, RuntimeHelpers.GetHashCode(_imported), RuntimeHelpers.GetHashCode(_rules));
}
