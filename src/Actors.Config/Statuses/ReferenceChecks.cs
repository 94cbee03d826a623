using MeshActors.Actors.Contracts.Objects;
using MeshActors.Analysis;
using MeshActors.Analysis.References;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Config.Statuses;

/// <summary>
/// What VirtualServices name that is not there, by the newest view of the mesh: what is found may change without the object, as
/// services come and go.
/// </summary>
internal sealed class ReferenceChecks
{
    private readonly Dictionary<ObjectKey, Entry> _entries = [];
    private MeshView? _view;

    /// <summary>Takes an object as it is now.</summary>
    public void Take(ObjectChecked item)
    {
        if (item.Object.Kind != ResourceKinds.VirtualService)
        {
            return;
        }

        if (item.Errors.Count > 0 || !item.IsOurs)
        {
            _entries.Remove(item.Object.Key);
        }
        else if (_entries.TryGetValue(item.Object.Key, out var held))
        {
            held.Item = item;
        }
        else
        {
            _entries[item.Object.Key] = new(item);
        }
    }

    /// <summary>Takes a view.</summary>
    /// <returns>the objects of which something else is found now than before</returns>
    public IReadOnlyList<ObjectChecked> Take(MeshView view)
    {
        var before = _view;
        _view = view;
        var othersChanged = before is null
            || !ReferenceEquals(before.Globals, view.Globals)
            || !ReferenceEquals(before.Services, view.Services)
            || !ReferenceEquals(before.All<DestinationRule>(), view.All<DestinationRule>())
            || !ReferenceEquals(before.All<Gateway>(), view.All<Gateway>());
        var changed = new List<ObjectChecked>();
        foreach (var (key, entry) in _entries)
        {
            if (view.Find<VirtualService>(key.Namespace, key.Name) is not { } config)
            {
                // Either it has gone, or no view has had it yet.
                if (entry.Config is not null)
                {
                    _entries.Remove(key);
                }
            }
            else if (othersChanged || !ReferenceEquals(entry.Config, config))
            {
                var found = VirtualServiceReferences.Check(config, view);
                if (entry.Found is null || !entry.Found.SequenceEqual(found))
                {
                    changed.Add(entry.Item);
                }

                (entry.Config, entry.Found) = (config, found);
            }
        }

        return changed;
    }

    /// <summary>What is found of an object; null where that is not known, or not asked of its kind.</summary>
    public IReadOnlyList<AnalysisMessage>? Of(ObjectChecked item) =>
        item.Errors.Count == 0 && _entries.TryGetValue(item.Object.Key, out var entry) && entry.Config?.Meta.Generation == item.Generation
            ? entry.Found
            : null;

    private sealed class Entry(ObjectChecked item)
    {
        public ObjectChecked Item { get; set; } = item;

        /// <summary>What was checked last.</summary>
        public Config<VirtualService>? Config { get; set; }

        public IReadOnlyList<AnalysisMessage>? Found { get; set; }
    }
}
