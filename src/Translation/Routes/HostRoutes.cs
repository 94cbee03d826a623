using System.Runtime.CompilerServices;

namespace MeshActors.Translation.Routes;

/// <summary>
/// The routes of a host, VirtualService by VirtualService, in order. Equal to others of the very same instances; nearly all hosts have those of
/// one VirtualService.
/// </summary>
internal readonly struct HostRoutes : IEquatable<HostRoutes>
{
    private readonly EncodedRoute[]? _only;
    private readonly EncodedRoute[][]? _all;

    /// <param name="only">Those of the only VirtualService; null for none.</param>
    public HostRoutes(EncodedRoute[]? only) => _only = only;

    public HostRoutes(EncodedRoute[][] all)
    {
        if (all.Length > 1)
        {
            _all = all;
        }
        else
        {
            _only = all is [var only] ? only : null;
        }
    }

    /// <summary>Of several VirtualServices for a host, routes for everything go behind all others.</summary>
    public ReferenceSequence<EncodedRoute> Ordered()
    {
        if (_all is null && !HasEarlyCatchAll(_only))
        {
            return new(_only ?? []);
        }

        var routes = _all is null ? _only! : [.. _all.SelectMany(part => part)];
        return new([.. routes.Where(route => !route.IsCatchAll), .. routes.Where(route => route.IsCatchAll)]);
    }

    public bool Equals(HostRoutes other)
    {
        if (!ReferenceEquals(_only, other._only) || _all?.Length != other._all?.Length)
        {
            return false;
        }

        for (var i = 0; i < _all?.Length; i++)
        {
            if (!ReferenceEquals(_all[i], other._all![i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is HostRoutes other && Equals(other);

    public override int GetHashCode()
    {
        if (_all is null)
        {
            return _only is null ? 0 : RuntimeHelpers.GetHashCode(_only);
        }

        var hash = new HashCode();
        foreach (var part in _all)
        {
            hash.Add(RuntimeHelpers.GetHashCode(part));
        }

        return hash.ToHashCode();
    }

    private static bool HasEarlyCatchAll(EncodedRoute[]? routes)
    {
        for (var i = 0; i < routes?.Length - 1; i++)
        {
            if (routes![i].IsCatchAll)
            {
                return true;
            }
        }

        return false;
    }
}
