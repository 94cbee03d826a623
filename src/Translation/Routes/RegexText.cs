using System.Text;

namespace MeshActors.Translation.Routes;

/// <summary>Text that an RE2 expression takes literally.</summary>
internal static class RegexText
{
    private const string Special = @"\.+*?()|[]{}^$";

    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Special.Contains(c, StringComparison.Ordinal))
            {
                quoted.Append('\\');
            }

            quoted.Append(c);
        }

        return quoted.ToString();
    }
}
