using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A route configuration before its parts are put together.</summary>
/// <param name="name">The name under which proxies ask for it.</param>
/// <param name="hosts">Encoded virtual hosts, which count by reference.</param>
/// <param name="form">The settings beside them.</param>
internal sealed class RouteConfigurationDraft(string name, EncodedPart[] hosts, RouteForm form) : IEquatable<RouteConfigurationDraft>
{
    private readonly int _hash = HashCode.Combine(name, form, HashOf(hosts));

    public string Name => name;

    public ReadOnlySpan<EncodedPart> Hosts => hosts;

    public RouteForm Form => form;

    public bool Equals(RouteConfigurationDraft? other)
    {
        if (other is null || other._hash != _hash || other.Form != form || other.Hosts.Length != hosts.Length || other.Name != name)
        {
            return false;
        }

        for (var i = 0; i < hosts.Length; i++)
        {
            if (!ReferenceEquals(hosts[i], other.Hosts[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as RouteConfigurationDraft);

    public override int GetHashCode() => _hash;

    private static ulong HashOf(EncodedPart[] hosts)
    {
        var hash = 0ul;
        foreach (var host in hosts)
        {
            hash = (hash * 31) + host.Hash;
        }

        return hash;
    }
}

/// <summary>Settings of route configurations.</summary>
internal enum RouteForm
{
    /// <summary>For Envoy: ports in authorities do not count; direct responses up to 1 MiB.</summary>
    Full,

    /// <summary>Envoy asked for something that is not there (any more): an answer without hosts.</summary>
    Empty,

    /// <summary>For gRPC clients: nothing but virtual hosts.</summary>
    Bare,
}
