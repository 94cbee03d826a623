namespace MeshActors.Actors.Discovery.Resources;

/// <summary>An immutable set of resource names. Equal sets of a <see cref="NamePool"/> are mostly one instance.</summary>
public sealed class NameSet
{
    public static readonly NameSet Empty = new([], 0);

    internal static readonly IEqualityComparer<NameSet> ByContent = EqualityComparer<NameSet>.Create(
        static (one, other) => one!.Hash == other!.Hash && one._names.SetEquals(other._names), static set => set.Hash.GetHashCode());

    private readonly HashSet<string> _names;

    internal NameSet(HashSet<string> names, ulong hash)
    {
        (_names, Hash) = (names, hash);
        All = names;
    }

    public int Count => _names.Count;

    public IReadOnlyCollection<string> All { get; }

    internal ulong Hash { get; }

    public bool Contains(string name) => _names.Contains(name);

    // A struct: loops over a thousand names allocate nothing.
    public HashSet<string>.Enumerator GetEnumerator() => _names.GetEnumerator();

    internal HashSet<string> Copy() => new(_names, StringComparer.Ordinal);
}
