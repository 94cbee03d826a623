using System.Runtime.CompilerServices;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.NameTables;

/// <summary>
/// The table from which a proxy's agent answers DNS queries: every service that the proxy may reach, by name. Proxies of one
/// scope, cluster and network share it.
/// </summary>
public sealed class NameTableTranslator
{
    /// <summary>The resource has no name in Istio; streams know it by its type alone.</summary>
    public const string ResourceName = "";

    private readonly Memo<Key, EncodedResource> _tables = new();

    public EncodedResource Translate(TranslationContext context) => _tables.GetOrAdd(
        new(
            new([.. context.Scope.EgressListeners.Select(listener => listener.Services)]),
            NameTableView.Of(context.Node, context.View.Mesh.Features),
            FactsOf(context)),
        static (key, of) => new(
            ResourceName, TypeUrls.NameTable, EnvoyEncoding.ToBytes(NameTableBuilder.Build(of.Scope, key.View, of.View.Facts))),
        context);

    /// <summary>How many tables were built so far.</summary>
    public long Misses => _tables.Misses;

    /// <summary>Drops tables that are not in use any more.</summary>
    public void Sweep() => _tables.Sweep();

    /// <summary>Facts of the services whose names resolve to their endpoints; those of all others do not count.</summary>
    private static ReferenceList<ServiceFacts> FactsOf(TranslationContext context)
    {
        var facts = new List<ServiceFacts>();
        foreach (var listener in context.Scope.EgressListeners)
        {
            foreach (var service in listener.Services)
            {
                if (service.Resolution == Resolution.Passthrough)
                {
                    facts.Add(context.View.Facts(service.Key));
                }
            }
        }

        return new(facts);
    }

    private sealed record Key(ReferenceList<IReadOnlyList<Service>> Services, NameTableView View, ReferenceList<ServiceFacts> Facts);

    /// <summary>Compares item by item by reference: the view keeps the instance of facts that did not change.</summary>
    private sealed class ReferenceList<T>(List<T> items) : IEquatable<ReferenceList<T>>
        where T : class
    {
        private readonly List<T> _items = items;

        public bool Equals(ReferenceList<T>? other) =>
            other is not null && _items.SequenceEqual(other._items, ReferenceEqualityComparer.Instance);

        public override bool Equals(object? obj) => Equals(obj as ReferenceList<T>);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var item in _items)
            {
                hash.Add(RuntimeHelpers.GetHashCode(item));
            }

            return hash.ToHashCode();
        }
    }
}
