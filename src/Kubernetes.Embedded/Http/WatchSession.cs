using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Selectors;
using MeshActors.Kubernetes.Embedded.Store;
using MeshActors.Kubernetes.Embedded.Tables;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Decides what one watcher hears of each change, and writes it in the form the watcher asked for.</summary>
internal sealed class WatchSession(ResourceRequest request, ResourceView view, string? ns, LabelSelector labels, FieldSelector fields, TimeProvider clock)
{
    private readonly PipeWriter _writer = request.Context.Response.BodyWriter;
    private readonly AnswerForm _form = AnswerForms.Of(request.Context.Request);
    private bool _columnsSent;

    /// <summary>The revision of the last change that was looked at, whether or not it was for this watcher.</summary>
    public long LastRevision { get; private set; }

    public void Write(StoreEvent change)
    {
        LastRevision = change.Revision;
        if (!string.IsNullOrEmpty(ns) && change.Object.Key.Namespace != ns)
        {
            return;
        }

        var matches = change.Type != StoreEventType.Deleted && Matches(change.Object);
        var matched = change.Previous is { } previous && Matches(previous);
        if (change.Type == StoreEventType.Deleted)
        {
            if (matched)
            {
                Write("DELETED", change.Object);
            }
        }
        else if (matches)
        {
            Write(matched ? "MODIFIED" : "ADDED", change.Object);
        }
        else if (matched)
        {
            // It left the selection: for this watcher it is gone, in the state that it last saw.
            Write("DELETED", StoredObject.From(change.Object.Resource, change.Object.Key, change.Revision, change.Previous!.ToNode()));
        }
    }

    public void Write(string type, StoredObject item)
    {
        if (_form == AnswerForm.Object)
        {
            Line(type, view.Encode(item).Span);
            return;
        }

        var node = view.Decode(item);
        JsonNode body = TableWriter.PartialMetadata(node);
        if (_form == AnswerForm.Table)
        {
            body = TableWriter.Write(
                view,
                [node],
                new JsonObject { ["resourceVersion"] = node.At("metadata", "resourceVersion").AsText() },
                request.Query("includeObject"),
                clock.GetUtcNow(),
                withColumns: !_columnsSent);
            _columnsSent = true;
        }

        Line(type, JsonBytes.Encode(body));
    }

    public void WriteBookmark(long revision, bool endsInitialEvents)
    {
        var metadata = new JsonObject
        {
            ["resourceVersion"] = revision.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["creationTimestamp"] = null,
        };
        if (endsInitialEvents)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var mark = new JsonObject { ["kind"] = view.Definition.Kind, ["apiVersion"] = view.ApiVersion, ["metadata"] = metadata };
        Line("BOOKMARK", JsonBytes.Encode(_form switch
        {
            AnswerForm.Table => new JsonObject
            {
                ["kind"] = "Table",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = metadata.DeepClone(),
                ["columnDefinitions"] = new JsonArray(),
                ["rows"] = new JsonArray(),
            },
            AnswerForm.PartialMetadata => TableWriter.PartialMetadata(mark),
            _ => mark,
        }));
    }

    public void WriteError(ApiException fault) => Line("ERROR", JsonBytes.Encode(fault.ToStatus()));

    public async Task FlushAsync() => await _writer.FlushAsync(request.Cancellation).ConfigureAwait(false);

    private bool Matches(StoredObject item) => labels.Matches(item.Labels) && fields.Matches(item);

    private void Line(string type, ReadOnlySpan<byte> body)
    {
        _writer.Write("{\"type\":\""u8);
        Encoding.ASCII.GetBytes(type, _writer);
        _writer.Write("\",\"object\":"u8);
        _writer.Write(body);
        _writer.Write("}\n"u8);
    }
}
