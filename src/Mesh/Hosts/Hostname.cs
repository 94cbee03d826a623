namespace MeshActors.Mesh.Hosts;

/// <summary>
/// The rules of Istio host names: exact names and names whose first label is a wildcard (<c>*.example.com</c>, <c>*</c>).
/// </summary>
public static class Hostname
{
    /// <summary>Whether the name starts with a wildcard.</summary>
    public static bool IsWildcard(string host) => host.Length > 0 && host[0] == '*';

    /// <summary>Whether some concrete host name is matched by both, in either direction.</summary>
    public static bool Matches(string left, string right)
    {
        var leftWild = IsWildcard(left);
        var rightWild = IsWildcard(right);
        if (leftWild && rightWild)
        {
            // Compare the suffixes: the shorter one has to end the longer one.
            var shorter = left.Length < right.Length ? left : right;
            var longer = left.Length < right.Length ? right : left;
            return longer.AsSpan(1).EndsWith(shorter.AsSpan(1), StringComparison.Ordinal);
        }

        if (leftWild)
        {
            return right.AsSpan().EndsWith(left.AsSpan(1), StringComparison.Ordinal);
        }

        if (rightWild)
        {
            return left.AsSpan().EndsWith(right.AsSpan(1), StringComparison.Ordinal);
        }

        return string.Equals(left, right, StringComparison.Ordinal);
    }

    /// <summary>Whether every concrete name that <paramref name="host"/> matches is matched by <paramref name="other"/> too.</summary>
    public static bool SubsetOf(string host, string other)
    {
        var hostWild = IsWildcard(host);
        var otherWild = IsWildcard(other);
        if (hostWild && otherWild)
        {
            return host.Length >= other.Length && host.AsSpan(1).EndsWith(other.AsSpan(1), StringComparison.Ordinal);
        }

        if (hostWild)
        {
            return false;
        }

        return otherWild
            ? host.AsSpan().EndsWith(other.AsSpan(1), StringComparison.Ordinal)
            : string.Equals(host, other, StringComparison.Ordinal);
    }

    /// <summary>
    /// Orders names from the most to the least specific: exact before wildcard, longer before shorter, then by text;
    /// <c>*</c> is last.
    /// </summary>
    public static int CompareSpecificity(string left, string right)
    {
        var leftWild = IsWildcard(left);
        var rightWild = IsWildcard(right);
        if (leftWild != rightWild)
        {
            return leftWild ? 1 : -1;
        }

        return left.Length != right.Length
            ? right.Length.CompareTo(left.Length)
            : string.CompareOrdinal(left, right);
    }
}
