using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MeshActors.Mesh.Objects;

/// <summary>Proto-JSON readers accept a field under its camelCase name and under the snake_case name of the schema.</summary>
internal static class FieldNames
{
    /// <summary>Whether an object has a name with an underscore, which is rare enough to look for the second form only then.</summary>
    public static bool AnySnakeCase(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (JsonMarshal.GetRawUtf8PropertyName(property).Contains((byte)'_'))
            {
                return true;
            }
        }

        return false;
    }

    public static string ToSnakeCase(string camelCase)
    {
        var snake = new StringBuilder(camelCase.Length + 8);
        foreach (var letter in camelCase)
        {
            if (char.IsAsciiLetterUpper(letter))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }
}
