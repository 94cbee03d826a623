using System.Globalization;

namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>The priority of Kubernetes version names: v2 before v1 before v1beta2 before v1alpha1 before anything else.</summary>
internal static class ApiVersionOrder
{
    /// <summary>A rank that is higher for preferred versions.</summary>
    public static (int Stability, int Major, int Minor, string Name) Rank(string version)
    {
        if (version is ['v', >= '1' and <= '9', ..])
        {
            var digits = version.AsSpan(1);
            var end = digits.IndexOfAnyExceptInRange('0', '9');
            if (end < 0)
            {
                return (3, Number(digits), 0, "");
            }

            foreach (var (word, stability) in (ReadOnlySpan<(string, int)>)[("beta", 2), ("alpha", 1)])
            {
                if (digits[end..].StartsWith(word) && digits[(end + word.Length)..] is { Length: > 0 } minor && !minor.ContainsAnyExceptInRange('0', '9'))
                {
                    return (stability, Number(digits[..end]), Number(minor), "");
                }
            }
        }

        return (0, 0, 0, version);
    }

    private static int Number(ReadOnlySpan<char> digits) => int.TryParse(digits, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
