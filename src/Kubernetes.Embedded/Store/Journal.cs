using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>
/// Keeps the store in a folder: <c>snapshot.jsonl</c> is a whole state, <c>journal.jsonl</c> the writes since. Both hold
/// one record a line. The snapshot is replaced by renaming a finished file, so a crash leaves the old or the new one;
/// a journal's torn last line is a write that was never acknowledged and is dropped.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const long CompactAboveBytes = 8 << 20;
    private const string SnapshotName = "snapshot.jsonl";
    private const string JournalName = "journal.jsonl";

    private readonly string _folder;
    private readonly bool _flushToDisk;
    private readonly FileStream _stream;
    private long _snapshotBytes;

    private Journal(string folder, bool flushToDisk, FileStream stream, long snapshotBytes)
    {
        _folder = folder;
        _flushToDisk = flushToDisk;
        _stream = stream;
        _snapshotBytes = snapshotBytes;
    }

    /// <exception cref="InvalidDataException">A record other than the journal's last is damaged; the message names file and line.</exception>
    public static (Journal Journal, StoreState State) Open(string folder, bool flushToDisk)
    {
        Directory.CreateDirectory(folder);
        var state = StoreState.Empty;
        var snapshot = new FileInfo(Path.Combine(folder, SnapshotName));
        if (snapshot.Exists)
        {
            state = JournalReader.Replay(snapshot.FullName, state, lastMayBeTorn: false).State;
        }

        var path = Path.Combine(folder, JournalName);
        var length = 0L;
        if (File.Exists(path))
        {
            (state, length) = JournalReader.Replay(path, state, lastMayBeTorn: true);
        }

        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        stream.SetLength(length);
        stream.Position = length;
        return (new Journal(folder, flushToDisk, stream, snapshot.Exists ? snapshot.Length : 0), state);
    }

    public void Append(IEnumerable<StoreEvent> changes, StoreState after)
    {
        var start = _stream.Position;
        try
        {
            foreach (var change in changes)
            {
                Write(_stream, change.Object, change.Type == StoreEventType.Deleted);
            }

            _stream.Flush(_flushToDisk);
        }
        catch (IOException)
        {
            // The next group must not follow half of this one.
            _stream.SetLength(start);
            _stream.Position = start;
            throw;
        }

        if (_stream.Position > CompactAboveBytes + (2 * _snapshotBytes))
        {
            Compact(after);
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Compact(StoreState state)
    {
        var target = Path.Combine(_folder, SnapshotName);
        var draft = target + ".new";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
        {
            // The first record holds the revision itself, which may be a deletion's and so that of no object.
            stream.Write(JsonBytes.Encode(new JsonObject { ["revision"] = state.Revision }));
            stream.WriteByte((byte)'\n');
            foreach (var item in state.Tables.Values.SelectMany(t => t.Values))
            {
                Write(stream, item, deleted: false);
            }

            stream.Flush(flushToDisk: true);
            _snapshotBytes = stream.Position;
        }

        File.Move(draft, target, overwrite: true);
        _stream.SetLength(0);
        _stream.Position = 0;
        _stream.Flush(flushToDisk: true);
    }

    private static void Write(Stream stream, StoredObject item, bool deleted)
    {
        using (var writer = new Utf8JsonWriter(stream, JsonBytes.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteNumber("revision", item.Revision);
            writer.WriteString("group", item.Resource.Group);
            writer.WriteString("resource", item.Resource.Resource);
            writer.WriteString("namespace", item.Key.Namespace);
            writer.WriteString("name", item.Key.Name);
            if (!deleted)
            {
                writer.WritePropertyName("object");
                writer.WriteRawValue(item.Json.Span, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}
