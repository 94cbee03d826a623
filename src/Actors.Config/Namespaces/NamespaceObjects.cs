using System.Collections.Immutable;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Validation;

namespace MeshActors.Actors.Config.Namespaces;

/// <summary>
/// The objects of one namespace as its actor holds them, parsed once. An object that says the same as before, for instance
/// after a change of its status, keeps its instance: everything downstream is memoised by that.
/// </summary>
internal sealed class NamespaceObjects(WatchPlan plan)
{
    private readonly Dictionary<(string Cluster, ResourceKind Kind), ImmutableDictionary<string, Entry>> _entries = [];
    private readonly Dictionary<(string Cluster, ResourceKind Kind), ImmutableDictionary<string, MeshObject>> _valid = [];
    private readonly Dictionary<string, ImmutableDictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>>> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClusterObjects> _clusters = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _tags = [];
    private HashSet<ChangedObject>? _changed;

    /// <summary>Objects that could not be read, with the reasons.</summary>
    public IEnumerable<ParsedObject> Invalid =>
        _entries.Values.SelectMany(entries => entries.Values).Where(entry => entry.Parsed.Object is null).Select(entry => entry.Parsed);

    /// <summary>What the compiler takes: a cluster whose objects did not change is the same instance.</summary>
    public IReadOnlyList<ClusterObjects> Clusters => [.. _clusters.Values];

    /// <summary>What differs since this was asked last; null where it is not known one by one.</summary>
    public IReadOnlyCollection<ChangedObject>? TakeChanged()
    {
        var changed = _changed;
        _changed = [];
        return changed;
    }

    /// <summary>Takes all objects of a kind.</summary>
    public ObjectsRead Replace(ObjectsTopic topic, ObjectsState state)
    {
        var key = (topic.Cluster, topic.Kind);
        var before = _entries.GetValueOrDefault(key) ?? ImmutableDictionary<string, Entry>.Empty;
        var after = ImmutableDictionary.CreateBuilder<string, Entry>(StringComparer.Ordinal);
        var read = new List<CheckedObject>();
        var changed = before.Count != state.Objects.Count || !_entries.ContainsKey(key);
        foreach (var item in state.Objects)
        {
            var entry = EntryOf(item, before.GetValueOrDefault(item.Name), read, out var differs);
            after[item.Name] = entry;
            changed |= differs;
        }

        if (!changed)
        {
            return new(read, Differ: false);
        }

        var entries = after.ToImmutable();
        var valid = entries
            .Where(pair => pair.Value.Parsed.Object is not null)
            .ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Parsed.Object!, StringComparer.Ordinal);
        _changed = null;
        Set(key, entries, valid);
        return new(read, Differ: true);
    }

    /// <summary>Takes one change.</summary>
    public ObjectsRead Apply(ObjectsTopic topic, ObjectChange change)
    {
        var key = (topic.Cluster, topic.Kind);
        var before = _entries.GetValueOrDefault(key) ?? ImmutableDictionary.Create<string, Entry>(StringComparer.Ordinal);
        if (change.Object is null)
        {
            if (!before.ContainsKey(change.Name))
            {
                return new([], Differ: false);
            }

            _changed?.Add(new(topic.Cluster, topic.Kind, change.Name));
            Set(key, before.Remove(change.Name), ValidOf(key).Remove(change.Name));
            return new([], Differ: true);
        }

        var read = new List<CheckedObject>();
        var entry = EntryOf(change.Object, before.GetValueOrDefault(change.Name), read, out var differs);
        if (!differs)
        {
            // The raw object is newer all the same: it is what travels to other replicas.
            _entries[key] = before.SetItem(change.Name, entry);
            return new(read, Differ: false);
        }

        _changed?.Add(new(topic.Cluster, topic.Kind, change.Name));
        var objects = ValidOf(key);
        Set(
            key,
            before.SetItem(change.Name, entry),
            entry.Parsed.Object is { } parsed ? objects.SetItem(change.Name, parsed) : objects.Remove(change.Name));
        return new(read, Differ: true);
    }

    /// <summary>All configuration, as it would be told of on arrival.</summary>
    public IReadOnlyList<CheckedObject> All =>
        [.. _entries.Values.SelectMany(entries => entries.Values).Select(entry => new CheckedObject(entry.Raw, entry.Parsed, IsNews: false))];

    /// <summary>The revision that the namespace names in the cluster of the configuration; empty for none.</summary>
    public string RevisionOf(string ns) =>
        _entries.GetValueOrDefault((plan.ConfigCluster, ResourceKinds.Namespace))?.GetValueOrDefault(ns) is { } entry ? WatchPlan.RevisionOf(entry.Parsed.Meta) : "";

    /// <summary>Takes the tags of the control plane's revision: objects labelled with one of them come in, others go.</summary>
    public void Own(IReadOnlyList<string> tags)
    {
        if (_tags.SequenceEqual(tags))
        {
            return;
        }

        _tags = tags;
        _changed = null;
        foreach (var (key, entries) in _entries.ToList())
        {
            foreach (var (name, entry) in entries.Where(pair => WatchPlan.NamesRevision(pair.Value.Parsed)))
            {
                var parsed = Parse(entry.Raw);
                var valid = ValidOf(key);
                Set(key, _entries[key].SetItem(name, new(entry.Raw, parsed)), parsed.Object is { } owned ? valid.SetItem(name, owned) : valid.Remove(name));
            }
        }
    }

    /// <summary>The JSON of a cluster's objects as they are now, for replicas that must parse it themselves.</summary>
    public ISnapshotSource SourceOf(string cluster) => new Source(_entries
        .Where(pair => pair.Key.Cluster == cluster)
        .ToDictionary(pair => pair.Key.Kind, pair => pair.Value));

    private Entry EntryOf(WatchedObject item, Entry? before, List<CheckedObject> read, out bool differs)
    {
        if (before is not null && before.Raw.Uid == item.Uid && before.Raw.ResourceVersion == item.ResourceVersion)
        {
            differs = false;
            return before;
        }

        var parsed = Parse(item);

        if (parsed.Object is { } now && before?.Parsed.Object is { } then && SaysTheSame(now, then))
        {
            differs = false;
            read.Add(new(item, parsed, IsNews: false));
            return before with { Raw = item };
        }

        differs = true;
        read.Add(new(item, parsed, IsNews: before is null || !before.Parsed.Errors.SequenceEqual(parsed.Errors)));
        return new(item, parsed);
    }

    private ParsedObject Parse(WatchedObject item)
    {
        // Another revision's objects are its own business, whatever is wrong with them.
        var parsed = ObjectValidator.ParseValid(item.Kind, item.Json);
        return plan.Owns(parsed, _tags) ? parsed : parsed with { Object = null, Errors = [] };
    }

    private static bool SaysTheSame(MeshObject now, MeshObject then) =>
        now.SpecHash != 0 && now.SpecHash == then.SpecHash
        && now.Meta.Uid == then.Meta.Uid
        && now.Meta.DeletionTimestamp == then.Meta.DeletionTimestamp
        && LabelMatch.SameLabels(now.Meta.Labels, then.Meta.Labels)
        && LabelMatch.SameLabels(now.Meta.Annotations, then.Meta.Annotations);

    private ImmutableDictionary<string, MeshObject> ValidOf((string Cluster, ResourceKind Kind) key) =>
        _valid.GetValueOrDefault(key) ?? ImmutableDictionary.Create<string, MeshObject>(StringComparer.Ordinal);

    private void Set(
        (string Cluster, ResourceKind Kind) key, ImmutableDictionary<string, Entry> entries, ImmutableDictionary<string, MeshObject> valid)
    {
        _entries[key] = entries;
        _valid[key] = valid;
        var kinds = _kinds.GetValueOrDefault(key.Cluster) ?? ImmutableDictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>>.Empty;
        _kinds[key.Cluster] = kinds = kinds.SetItem(key.Kind, valid);
        _clusters[key.Cluster] = new() { ClusterId = key.Cluster, Objects = kinds };
    }

    private sealed class Source(Dictionary<ResourceKind, ImmutableDictionary<string, Entry>> entries) : ISnapshotSource
    {
        public ReadOnlyMemory<byte>? Find(ResourceKind kind, string name) => entries.GetValueOrDefault(kind)?.GetValueOrDefault(name)?.Raw.Json;
    }

    private sealed record Entry(WatchedObject Raw, ParsedObject Parsed);
}

/// <summary>What came of objects that arrived.</summary>
/// <param name="Objects">Those that were read, valid or not.</param>
/// <param name="Differ">Whether anything says something else than before.</param>
internal sealed record ObjectsRead(IReadOnlyList<CheckedObject> Objects, bool Differ);

/// <summary>An object that was read, with what came of it.</summary>
/// <param name="Raw">The object.</param>
/// <param name="Parsed">What it says, or what is wrong with it.</param>
/// <param name="IsNews">Whether it is wrong in another way than before.</param>
internal sealed record CheckedObject(WatchedObject Raw, ParsedObject Parsed, bool IsNews);
