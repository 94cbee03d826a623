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
