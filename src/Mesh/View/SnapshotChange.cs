using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>One namespace that differs from the previous view; a side is null where the namespace did not exist.</summary>
internal sealed record SnapshotChange(string Namespace, NamespaceSnapshot? Before, NamespaceSnapshot? After)
{
    private (Service[] Gone, Service[] Come)? _services;

    /// <summary>The services that only one side has.</summary>
    public (Service[] Gone, Service[] Come) Services => _services ??= ListDifference.Of(Before?.Services ?? [], After?.Services ?? []);

    public static IReadOnlyList<SnapshotChange> Between(
        IReadOnlyDictionary<string, NamespaceSnapshot> before,
        IReadOnlyDictionary<string, NamespaceSnapshot> after)
    {
        List<SnapshotChange> changes = [];
        foreach (var (ns, snapshot) in after)
        {
            var old = before.GetValueOrDefault(ns);
            if (!ReferenceEquals(old, snapshot))
            {
                changes.Add(new(ns, old, snapshot));
            }
        }

        foreach (var (ns, snapshot) in before)
        {
            if (!after.ContainsKey(ns))
            {
                changes.Add(new(ns, snapshot, null));
            }
        }

        return changes;
    }
}
