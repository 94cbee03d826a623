namespace MeshActors.Translation.Extensions;

/// <summary>Where a module is.</summary>
/// <param name="Scheme">In lower case; <c>oci</c> where the configuration names none.</param>
/// <param name="Text">The whole, with the scheme.</param>
internal readonly record struct ModuleUrl(string Scheme, string Text)
{
    private const string DefaultScheme = "oci";

    /// <summary>
    /// Null for what is no URL. A host with a port may stand without scheme only if its name could be taken for one:
    /// <c>registry:5000/filter</c> is, <c>10.0.0.1:5000/filter</c> is not.
    /// </summary>
    public static ModuleUrl? Parse(string text)
    {
        if (text.Length == 0 || text.Any(char.IsControl))
        {
            return null;
        }

        var colon = text.IndexOf(':');
        if (colon > 0 && char.IsAsciiLetter(text[0]) && text.Take(colon).All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
        {
            var scheme = text[..colon].ToLowerInvariant();
            return new(scheme, scheme + text[colon..]);
        }

        var slash = text.IndexOf('/');
        return colon < 0 || (slash >= 0 && slash < colon) ? new(DefaultScheme, $"{DefaultScheme}://{text}") : null;
    }
}
