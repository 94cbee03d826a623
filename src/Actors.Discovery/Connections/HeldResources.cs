using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Connections;

/// <summary>What a connected proxy is to hold now: of the types that it subscribes to, those resources that it asks for.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Types">By type, only those that the proxy subscribes to.</param>
public sealed record HeldResources(ConnectionStatus Connection, IReadOnlyDictionary<XdsType, HeldType> Types)
{
    internal static HeldResources Of(ConnectionStatus connection, ScopeSnapshot? snapshot, IReadOnlyCollection<XdsType> types)
    {
        var held = new Dictionary<XdsType, HeldType>();
        foreach (var subscription in connection.Types)
        {
            if (snapshot?.Sets[(int)subscription.Type] is not { } set || !types.Contains(subscription.Type))
            {
                continue;
            }

            var resources = new List<EncodedResource>();
            if (subscription.IsWildcard)
            {
                foreach (var (_, resource) in set)
                {
                    if (resource is not null)
                    {
                        resources.Add(resource.Resource);
                    }
                }
            }
            else
            {
                foreach (var name in subscription.Names)
                {
                    if (set.Find(name) is { } resource)
                    {
                        resources.Add(resource.Resource);
                    }
                }
            }

            resources.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
            held[subscription.Type] = new(set.Fingerprint.ToString(), resources);
        }

        return new(connection, held);
    }
}

/// <param name="Version">Version of all resources of the type that the proxy's scope has.</param>
/// <param name="Resources">Those of the proxy, by name.</param>
public sealed record HeldType(string Version, IReadOnlyList<EncodedResource> Resources);

/// <summary>Asks a connection for its <see cref="HeldResources"/> of some types.</summary>
internal sealed record GetHeldResources(IReadOnlyCollection<XdsType> Types);
