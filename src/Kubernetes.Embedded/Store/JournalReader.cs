using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>Replays the records of a snapshot or journal file onto a state.</summary>
internal static class JournalReader
{
    /// <returns>The state after the last whole record, and the file's length up to there.</returns>
    public static (StoreState State, long Length) Replay(string path, StoreState state, bool lastMayBeTorn)
    {
        var bytes = File.ReadAllBytes(path).AsMemory();
        var tables = state.Tables.ToDictionary(t => t.Key, t => t.Value.ToBuilder());
        var revision = state.Revision;
        // A crash between the snapshot's rename and the journal's truncation leaves records that the snapshot already holds.
        var covered = lastMayBeTorn ? state.Revision : 0;
        var offset = 0;
        for (var line = 1; offset < bytes.Length; line++)
        {
            var length = bytes.Span[offset..].IndexOf((byte)'\n');
            if (length < 0)
            {
                return lastMayBeTorn
                    ? (Finish(revision, tables), offset)
                    : throw new InvalidDataException($"{path}: line {line} has no end: the file is cut off.");
            }

            try
            {
                revision = Math.Max(revision, Apply(tables, JsonBytes.DecodeObject(bytes.Span.Slice(offset, length)), covered));
            }
            catch (JsonException) when (lastMayBeTorn && offset + length + 1 == bytes.Length)
            {
                return (Finish(revision, tables), offset);
            }
            catch (JsonException fault)
            {
                throw new InvalidDataException($"{path}: line {line} is damaged: {fault.Message}", fault);
            }

            offset += length + 1;
        }

        return (Finish(revision, tables), offset);
    }

    private static long Apply(
        Dictionary<ResourceId, ImmutableSortedDictionary<StoreKey, StoredObject>.Builder> tables,
        JsonObject record,
        long covered)
    {
        var revision = record.Whole("revision") ?? throw new JsonException("The record has no revision.");
        if (record.Text("resource") is not { } resource || revision <= covered)
        {
            return revision;
        }

        var id = new ResourceId(string.Intern(record.Text("group") ?? ""), string.Intern(resource));
        var key = new StoreKey(string.Intern(record.Text("namespace") ?? ""), record.Text("name") ?? "");
        if (!tables.TryGetValue(id, out var table))
        {
            tables.Add(id, table = ImmutableSortedDictionary.CreateBuilder<StoreKey, StoredObject>());
        }

        if (record.Map("object") is { } node)
        {
            table[key] = StoredObject.Restore(id, key, revision, JsonBytes.Encode(node));
        }
        else
        {
            table.Remove(key);
        }

        return revision;
    }

    private static StoreState Finish(long revision, Dictionary<ResourceId, ImmutableSortedDictionary<StoreKey, StoredObject>.Builder> tables)
        => new(revision, tables.ToImmutableDictionary(t => t.Key, t => t.Value.ToImmutable()));
}
