using System.Globalization;
using System.Text;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>The opaque token that leads to a list's next page.</summary>
internal static class ContinueToken
{
    public static string Format(long revision, StoreKey last)
        => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{revision.ToString(CultureInfo.InvariantCulture)}\n{last.Namespace}\n{last.Name}"))
            .Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <exception cref="ApiException">The token is not one of ours (400).</exception>
    public static (long Revision, StoreKey Last) Parse(string token)
    {
        var padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        if (Convert.TryFromBase64String(padded, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split('\n') is [var revision, var ns, var name]
            && long.TryParse(revision, CultureInfo.InvariantCulture, out var number))
        {
            return (number, new StoreKey(ns, name));
        }

        throw ApiException.BadRequest("continue key is not valid");
    }
}
