using System.Text;

namespace MeshActors.Translation.Telemetry;

/// <summary>Where a tracer sends spans by HTTP: host name and path, without a scheme, as Istio writes it.</summary>
internal static class CollectorUri
{
    private const string Plain = "-._~$&+,/:;=@";

    // What an escaped path may hold besides.
    private const string Escaped = "!'()*[]%";

    /// <param name="hostname">The service.</param>
    /// <param name="path">Its path; slashes that repeat and <c>.</c> and <c>..</c> fall away, a slash at the end stays.</param>
    public static string Of(string hostname, string path)
    {
        var segments = new List<string>();
        foreach (var segment in $"{hostname}/{path}".Split('/'))
        {
            if (segment == "..")
            {
                segments.RemoveRange(Math.Max(segments.Count - 1, 0), Math.Min(segments.Count, 1));
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        var joined = string.Join('/', segments);
        return Escape(path.EndsWith('/') ? joined + "/" : joined);
    }

    // A path is text: what would begin a query in a URI is a part of it here.
    private static string Escape(string path)
    {
        if (path.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c) || Escaped.Contains(c)))
        {
            return path;
        }

        var escaped = new StringBuilder(path.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(path))
        {
            var c = (char)octet;
            if (char.IsAsciiLetterOrDigit(c) || Plain.Contains(c))
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append('%').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }
}
