using MeshActors.Mesh.Configuration;

namespace MeshActors.Mesh.Registry.Entries;

/// <summary>Resolves the mesh configuration's <c>serviceEntryVisibility</c> for a namespace by its labels.</summary>
internal static class ServiceEntryVisibilities
{
    public static ServiceVisibility Of(ServiceEntryVisibility? setting, IReadOnlyDictionary<string, string> namespaceLabels)
    {
        // Only where it applies to sidecars does it change what proxies see.
        if (setting is not { ApplyToSidecars: true })
        {
            return ServiceVisibility.Public;
        }

        foreach (var policy in setting.Policies)
        {
            if (policy.MatchingRules.All(r => r.NamespaceSelector is not null && Matches(r.NamespaceSelector, namespaceLabels)))
            {
                return Convert(policy.Visibility);
            }
        }

        return Convert(setting.DefaultVisibility);
    }

    private static bool Matches(LabelSelector selector, IReadOnlyDictionary<string, string> labels) =>
        LabelMatch.SubsetOf(selector.MatchLabels, labels) && selector.MatchExpressions.All(e => Matches(e, labels));

    private static bool Matches(LabelSelectorRequirement requirement, IReadOnlyDictionary<string, string> labels)
    {
        var isSet = labels.TryGetValue(requirement.Key, out var value);
        return requirement.Operator switch
        {
            "In" => isSet && requirement.Values.Contains(value!),
            "NotIn" => !isSet || !requirement.Values.Contains(value!),
            "Exists" => isSet,
            "DoesNotExist" => !isSet,
            _ => false,
        };
    }

    private static ServiceVisibility Convert(Visibility visibility) => visibility switch
    {
        Visibility.Namespace => ServiceVisibility.Namespace,
        Visibility.None => ServiceVisibility.None,
        _ => ServiceVisibility.Public,
    };
}
