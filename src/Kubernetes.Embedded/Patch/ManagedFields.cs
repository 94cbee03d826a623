using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>Reads and writes <c>metadata.managedFields</c>: who owns which fields, by manager, operation and subresource.</summary>
internal sealed class ManagedFields
{
    private readonly Dictionary<FieldOwner, (FieldSet Fields, string? Time)> _owners = [];

    public IEnumerable<(FieldOwner Owner, FieldSet Fields)> Owners => _owners.Select(o => (o.Key, o.Value.Fields));

    public static ManagedFields Read(JsonObject? item)
    {
        var result = new ManagedFields();
        foreach (var entry in item?.Map("metadata")?.List("managedFields")?.OfType<JsonObject>() ?? [])
        {
            var owner = new FieldOwner(entry.Text("manager") ?? "", entry.Text("operation") ?? "Update", entry.Text("apiVersion") ?? "", entry.Text("subresource") ?? "");
            result._owners[owner] = (FieldSet.Parse(entry.Map("fieldsV1")), entry.Text("time"));
        }

        return result;
    }

    public FieldSet? Of(FieldOwner owner) => _owners.TryGetValue(owner, out var entry) ? entry.Fields : null;

    public void Set(FieldOwner owner, FieldSet fields, string now)
    {
        if (!fields.Children.Any())
        {
            _owners.Remove(owner);
        }
        else if (!_owners.TryGetValue(owner, out var present) || !JsonNode.DeepEquals(present.Fields.ToJson(), fields.ToJson()))
        {
            _owners[owner] = (fields, now);
        }
    }

    public void RemoveFromOthers(FieldOwner owner, FieldSet fields, Func<FieldOwner, bool> which)
    {
        foreach (var (other, entry) in _owners.Where(o => o.Key != owner && which(o.Key)).ToList())
        {
            var rest = entry.Fields.Except(fields);
            if (rest.Children.Any())
            {
                _owners[other] = (rest, entry.Time);
            }
            else
            {
                _owners.Remove(other);
            }
        }
    }

    public void Write(JsonObject item)
    {
        var metadata = item.Ensure("metadata");
        metadata.Remove("managedFields");
        if (_owners.Count == 0)
        {
            return;
        }

        var list = new JsonArray();
        foreach (var (owner, entry) in _owners.OrderBy(o => o.Key.Operation, StringComparer.Ordinal).ThenBy(o => o.Value.Time, StringComparer.Ordinal))
        {
            var node = new JsonObject
            {
                ["manager"] = owner.Manager,
                ["operation"] = owner.Operation,
                ["apiVersion"] = owner.ApiVersion,
                ["time"] = entry.Time,
                ["fieldsType"] = "FieldsV1",
                ["fieldsV1"] = entry.Fields.ToJson(),
            };
            if (owner.Subresource.Length > 0)
            {
                node["subresource"] = owner.Subresource;
            }

            list.Add((JsonNode?)node);
        }

        metadata["managedFields"] = list;
    }
}
