using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Admission;

/// <summary>Decides whether a webhook wants to hear of a request.</summary>
internal sealed class WebhookMatcher(ObjectStore store, CatalogHolder catalog)
{
    public bool Matches(Webhook hook, AdmissionAttributes attributes)
        => hook.Rules.Any(r => Matches(r, hook, attributes)) && MatchesNamespace(hook, attributes) && MatchesObject(hook, attributes);

    private bool Matches(JsonObject rule, Webhook hook, AdmissionAttributes attributes)
    {
        var definition = attributes.View.Definition;
        var id = definition.Id;
        var scope = rule.Text("scope") ?? "*";
        if (!Has(rule, "operations", attributes.Operation)
            || !Has(rule, "apiGroups", id.Group)
            || (scope == "Namespaced" && !definition.Namespaced && id != WellKnown.Namespaces)
            || (scope == "Cluster" && definition.Namespaced)
            || !MatchesResource(rule, id.Resource, attributes.Options.Subresource))
        {
            return false;
        }

        return Has(rule, "apiVersions", attributes.View.Version.Name)
            || (hook.MatchesEquivalent && catalog.Current.Find(id)?.Versions.Any(v => v.Served && Has(rule, "apiVersions", v.Name)) == true);
    }

    private static bool MatchesResource(JsonObject rule, string resource, string subresource)
        => rule.List("resources")?.Any(r => r.AsText() is { } text && (subresource.Length == 0
            ? text == "*" || text == "*/*" || text == resource
            : text == "*/*" || text == $"{resource}/{subresource}" || text == $"{resource}/*" || text == $"*/{subresource}")) == true;

    private bool MatchesNamespace(Webhook hook, AdmissionAttributes attributes)
    {
        if (hook.NamespaceSelector.IsEverything)
        {
            return true;
        }

        if (attributes.View.Definition.Id == WellKnown.Namespaces)
        {
            return hook.NamespaceSelector.Matches(LabelsOf(attributes.Object ?? attributes.OldObject));
        }

        // Cluster-scoped objects have no namespace that a selector could exclude.
        return attributes.Namespace.Length == 0
            || (store.State.Find(WellKnown.Namespaces, new StoreKey("", attributes.Namespace)) is { } home && hook.NamespaceSelector.Matches(home.Labels));
    }

    private static bool MatchesObject(Webhook hook, AdmissionAttributes attributes)
        => hook.ObjectSelector.IsEverything
            || (attributes.Object is not null && hook.ObjectSelector.Matches(LabelsOf(attributes.Object)))
            || (attributes.OldObject is not null && hook.ObjectSelector.Matches(LabelsOf(attributes.OldObject)));

    private static Dictionary<string, string> LabelsOf(JsonObject? item)
        => item?.Map("metadata")?.Map("labels")?.ToDictionary(l => l.Key, l => l.Value.AsText() ?? "") ?? [];

    private static bool Has(JsonObject rule, string list, string value)
        => rule.List(list)?.Any(v => v.AsText() is { } text && (text == "*" || text == value)) == true;
}
