using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>Keeps the domains of a route configuration apart, as Envoy refuses one that repeats a domain. The first one has it.</summary>
/// <param name="hosts">How many hosts are expected.</param>
internal sealed class UniqueDomains(int hosts)
{
    private const int UsualDomains = 6;

    private readonly HashSet<string> _names = new(hosts, StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(hosts * UsualDomains, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _fullNames = new(hosts * 2, StringComparer.Ordinal);

    /// <summary>Reserves a full name of a service against names that only happen to be spelled so.</summary>
    public void Reserve(string host, string hostAndPort)
    {
        _fullNames.Add(host);
        _fullNames.Add(hostAndPort);
    }

    /// <summary>Whether a name or a domain was refused to anybody.</summary>
    public bool IsContested { get; private set; }

    /// <summary>False where another virtual host has the name.</summary>
    public bool TakeName(string name)
    {
        var free = _names.Add(name);
        IsContested |= !free;
        return free;
    }

    /// <summary>The domains that are still free; the same list where all are.</summary>
    public ValueList<string> Take(ValueList<string> domains, ValueList<string> alternatives)
    {
        List<string>? kept = null;
        for (var i = 0; i < domains.Count; i++)
        {
            var domain = domains[i];
            var free = !(Contains(alternatives, domain) && _fullNames.Contains(domain)) && _taken.Add(domain);
            if (!free)
            {
                kept ??= [.. domains.Take(i)];
            }
            else
            {
                kept?.Add(domain);
            }
        }

        IsContested |= kept is not null;
        return kept is null ? domains : [.. kept];
    }

    /// <summary>Whether nothing would be refused to a service that is alone.</summary>
    /// <param name="domains">Its domains.</param>
    /// <param name="host">Its full name.</param>
    /// <param name="hostAndPort">The same with its port.</param>
    public static bool AreApart(ServiceDomains domains, string host, string hostAndPort)
    {
        if (Contains(domains.Alternatives, host) || Contains(domains.Alternatives, hostAndPort))
        {
            return false;
        }

        for (var i = 1; i < domains.All.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (string.Equals(domains.All[i], domains.All[j], StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Contains(ValueList<string> names, string name)
    {
        foreach (var one in names)
        {
            if (one == name)
            {
                return true;
            }
        }

        return false;
    }
}
