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
            if (policy.MatchingRules.All(r => r.NamespaceSelector?.Matches(namespaceLabels) ?? false))
            {
                return Convert(policy.Visibility);
            }
        }

        return Convert(setting.DefaultVisibility);
    }

    private static ServiceVisibility Convert(Visibility visibility) => visibility switch
    {
        Visibility.Namespace => ServiceVisibility.Namespace,
        Visibility.None => ServiceVisibility.None,
        _ => ServiceVisibility.Public,
    };
}
