using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Cel;
using MeshActors.Kubernetes.Embedded.Crds;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Testing;
using MeshActors.Yaml;

namespace MeshActors.Kubernetes.Embedded.Tests.Crds.Bundled;

/// <summary>A set of definitions, and what their schemas say of objects.</summary>
internal sealed class CrdSet
{
    public const string ReferencePath = "conformance/crds/crd-all.gen.yaml";

    private readonly Dictionary<(string ApiVersion, string Kind), ResourceView> _views = [];

    private CrdSet(IEnumerable<string> files)
    {
        foreach (var document in files.SelectMany(file => YamlDocuments.ToJson(File.ReadAllText(file))))
        {
            var crd = JsonNode.Parse(document.Span)!.AsObject();
            Definitions.Add(crd["metadata"]!["name"]!.GetValue<string>(), crd);
            var definition = CrdReader.Read(crd);
            foreach (var view in definition.Versions.Select(version => new ResourceView(definition, version)))
            {
                _views.Add((view.ApiVersion, definition.Kind), view);
            }
        }
    }

    /// <summary>Where the project's own definitions are.</summary>
    public static string Folder { get; } = Path.Combine(SharedData.Repository, "deploy", "crds");

    /// <summary>The project's own definitions.</summary>
    public static CrdSet Bundled { get; } = new(Directory.GetFiles(Folder, "*.yaml"));

    /// <summary>Those of Istio. Only for tests that are skipped where they are absent.</summary>
    public static CrdSet Reference => field ??= new CrdSet([SharedData.Find(ReferencePath)!]);

    /// <summary>The definitions as they were written, by name.</summary>
    public Dictionary<string, JsonObject> Definitions { get; } = [];

    public bool Knows(JsonObject item) => Find(item) is not null;

    /// <summary>The faults that an API server would refuse the object for, after it has dropped what the schema does not know.</summary>
    public IReadOnlyList<FieldError> Faults(JsonObject item)
    {
        var view = Find(item)!;
        var body = item.DeepClone().AsObject();
        SchemaPruner.PruneRoot(view.Version.Schema, body, null);
        var errors = new List<FieldError>();
        SchemaValidator.ValidateRoot(view, body, errors);
        if (errors.Count == 0)
        {
            CelRules.Check(view.Version.Schema, body, null, "", errors);
        }

        return errors;
    }

    /// <summary>The fields that the schema does not know.</summary>
    public IReadOnlyList<string> UnknownFields(JsonObject item)
    {
        var unknown = new List<string>();
        SchemaPruner.PruneRoot(Find(item)!.Version.Schema, item.DeepClone().AsObject(), unknown);
        return unknown;
    }

    private ResourceView? Find(JsonObject item)
        => item["apiVersion"] is JsonValue version && item["kind"] is JsonValue kind
            ? _views.GetValueOrDefault((version.ToString(), kind.ToString()))
            : null;
}
