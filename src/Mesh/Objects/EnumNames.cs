using System.Collections.Frozen;

namespace MeshActors.Mesh.Objects;

/// <summary>
/// The wire names of an enum: SCREAMING_SNAKE_CASE for a schema's values, or the member's own name where the API
/// spells it so (<c>IfNotPresent</c>). Numbers are accepted where they name a member.
/// </summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> ByName = Enum.GetValues<T>()
        .SelectMany(value => new[] { (Name: value.ToString(), value), (Name: Folded(value.ToString()), value) })
        .DistinctBy(entry => entry.Name)
        .ToFrozenDictionary(entry => entry.Name, entry => entry.value, StringComparer.Ordinal);

    private static readonly FrozenDictionary<int, T> ByNumber =
        Enum.GetValues<T>().ToFrozenDictionary(value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The members' names, for error messages.</summary>
    public static string Listed { get; } = string.Join(", ", Enum.GetNames<T>());

    public static bool TryParse(string name, out T value)
    {
        if (ByName.TryGetValue(name, out value))
        {
            return true;
        }

        // Lower case never names a value of a schema, so folding may not hide it.
        return !name.Any(char.IsAsciiLetterLower) && ByName.TryGetValue(Folded(name), out value);
    }

    public static bool TryParse(int number, out T value) => ByNumber.TryGetValue(number, out value);

    private static string Folded(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
