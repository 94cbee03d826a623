using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>Checks of single values: enumerations, bounds, lengths, patterns and formats.</summary>
internal static class ScalarChecks
{
    public static void Check(SchemaNode schema, JsonNode value, string path, List<FieldError> errors)
    {
        if (schema.Enum is { } allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
        {
            errors.Add(FieldError.NotSupported(path, JsonBytes.Show(value), allowed.Select(JsonBytes.Show)));
        }

        if (value.AsText() is { } text)
        {
            CheckText(schema, text, path, errors);
        }
        else if (value.GetValueKind() == JsonValueKind.Number)
        {
            CheckNumber(schema, value, path, errors);
        }
    }

    private static void CheckText(SchemaNode schema, string text, string path, List<FieldError> errors)
    {
        if (schema.MinLength is { } least && Length(text) < least)
        {
            errors.Add(FieldError.Invalid(path, JsonBytes.Show(text), $"{path} in body should be at least {least} chars long"));
        }

        if (schema.MaxLength is { } most && Length(text) > most)
        {
            errors.Add(new FieldError(path, "FieldValueTooLong", $"Too long: may not be more than {most} bytes"));
        }

        if (schema.Pattern is { } pattern && !Matches(pattern, text))
        {
            errors.Add(FieldError.Invalid(path, JsonBytes.Show(text), $"{path} in body should match '{pattern}'"));
        }

        if (schema.Format is { } format && !TextFormats.Fits(format, text))
        {
            errors.Add(FieldError.Invalid(path, JsonBytes.Show(text), $"{path} in body must be of type {format}: {JsonBytes.Show(text)}"));
        }
    }

    private static void CheckNumber(SchemaNode schema, JsonNode value, string path, List<FieldError> errors)
    {
        var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        if (schema.Minimum is { } low && (schema.ExclusiveMinimum ? number <= low : number < low))
        {
            errors.Add(FieldError.Invalid(path, JsonBytes.Show(value), $"{path} in body should be greater than {(schema.ExclusiveMinimum ? "" : "or equal to ")}{Show(low)}"));
        }

        if (schema.Maximum is { } high && (schema.ExclusiveMaximum ? number >= high : number > high))
        {
            errors.Add(FieldError.Invalid(path, JsonBytes.Show(value), $"{path} in body should be less than {(schema.ExclusiveMaximum ? "" : "or equal to ")}{Show(high)}"));
        }

        if (schema.MultipleOf is { } unit && Math.Abs(Math.IEEERemainder(number, unit)) > 1e-9)
        {
            errors.Add(FieldError.Invalid(path, JsonBytes.Show(value), $"{path} in body should be a multiple of {Show(unit)}"));
        }

        if (schema.Format == "int32" && number is < int.MinValue or > int.MaxValue)
        {
            errors.Add(FieldError.Invalid(path, JsonBytes.Show(value), $"{path} in body must be of type int32: {JsonBytes.Show(value)}"));
        }
    }

    /// <summary>Lengths count characters, not UTF-16 units.</summary>
    private static int Length(string text) => text.EnumerateRunes().Count();

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // Such a pattern would never end; the value counts as not matching so that the writer hears of it.
            return false;
        }
    }

    private static string Show(double number) => number.ToString(CultureInfo.InvariantCulture);
}
