using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.OpenApi;

/// <summary>The OpenAPI documents of one catalogue, each made when it is first asked for.</summary>
internal sealed class OpenApiDocuments(ResourceCatalog catalog)
{
    private readonly ConcurrentDictionary<string, byte[]> _made = new();

    public ResourceCatalog Catalog => catalog;

    /// <summary>The paths of the version 3 documents, with hashes that change when their document does.</summary>
    public byte[] Index() => _made.GetOrAdd("index", _ =>
    {
        var paths = new JsonObject();
        foreach (var prefix in catalog.Groups.SelectMany(g => g.Versions.Select(g.Prefix)))
        {
            var hash = Convert.ToHexString(SHA256.HashData(Version3(prefix) ?? []));
            paths[prefix] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{prefix}?hash={hash}" };
        }

        return JsonBytes.Encode(new JsonObject { ["paths"] = paths });
    });

    /// <summary>The version 3 document of one group and version, such as <c>apis/apps/v1</c>; null where there is none.</summary>
    public byte[]? Version3(string prefix)
    {
        var views = Views().Where(v => v.Prefix == prefix).Select(v => v.View).ToList();
        return views.Count == 0 ? null : _made.GetOrAdd(prefix, _ =>
        {
            var writer = new SchemaWriter("#/components/schemas/", isVersion3: true);
            var paths = Paths(views, writer, isVersion3: true);
            return JsonBytes.Encode(new JsonObject
            {
                ["openapi"] = "3.0.0",
                ["info"] = Info(),
                ["paths"] = paths,
                ["components"] = new JsonObject { ["schemas"] = writer.Written },
            });
        });
    }

    public byte[] Version2Json() => _made.GetOrAdd("v2", _ => JsonBytes.Encode(Version2()));

    /// <summary>Version 2 as the protobuf message that kubectl before 1.27 insists on.</summary>
    public byte[] Version2Protobuf() => _made.GetOrAdd("v2.pb", _ => OpenApiProtobuf.Encode(Version2()));

    private JsonObject Version2()
    {
        var writer = new SchemaWriter("#/definitions/", isVersion3: false);
        var paths = Paths(Views().Select(v => v.View), writer, isVersion3: false);
        return new JsonObject { ["swagger"] = "2.0", ["info"] = Info(), ["paths"] = paths, ["definitions"] = writer.Written };
    }

    private static JsonObject Paths(IEnumerable<ResourceView> views, SchemaWriter writer, bool isVersion3)
    {
        var paths = new JsonObject();
        foreach (var view in views)
        {
            writer.AddKind(view);
            foreach (var (path, item) in PathWriter.Write(view, isVersion3))
            {
                paths[path] = item;
            }
        }

        return paths;
    }

    private IEnumerable<(string Prefix, ResourceView View)> Views()
        => from @group in catalog.Groups
           from definition in @group.Resources
           from version in definition.Versions
           where version.Served
           select (@group.Prefix(version.Name), new ResourceView(definition, version));

    private static JsonObject Info() => new() { ["title"] = "Kubernetes", ["version"] = "v1.32.0" };
}
