using System.Globalization;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Entries.Allocation;

namespace MeshActors.Host.Options;

/// <summary>
/// Reads environment variables as istiod does: one whose value cannot be read counts as not set. What was wrong is kept, to be
/// logged.
/// </summary>
/// <param name="environment">The value of a variable; null where it is not set.</param>
internal sealed class EnvironmentReader(Func<string, string?> environment)
{
    private readonly List<string> _warnings = [];

    /// <summary>One sentence for each variable that could not be read.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Null where it is not set, or empty.</summary>
    public string? Text(string name) => environment(name) is { Length: > 0 } text ? text : null;

    /// <summary>A text that may be empty, which means something else than not to be set.</summary>
    public string TextOrNone(string name, string whenAbsent) => environment(name) ?? whenAbsent;

    /// <summary>Texts with commas between.</summary>
    public IReadOnlyList<string>? Texts(string name) => Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public TimeSpan Duration(string name, TimeSpan whenAbsent) =>
        Duration(name, whenAbsent, value => value > TimeSpan.Zero);

    /// <summary>A duration that may be zero too.</summary>
    public TimeSpan DurationOrNone(string name, TimeSpan whenAbsent) =>
        Duration(name, whenAbsent, value => value >= TimeSpan.Zero);

    /// <param name="name">The variable.</param>
    /// <param name="whenAbsent">Its default.</param>
    /// <param name="least">The least number that makes sense.</param>
    public int Number(string name, int whenAbsent, int least = 1) => Read(
        name,
        whenAbsent,
        least > 0 ? "no positive number" : "no number",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value : (int?)null);

    public double Percentage(string name, double whenAbsent) => Read(
        name,
        whenAbsent,
        "no percentage such as 1.0",
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 100 ? value : (double?)null);

    public bool Flag(string name, bool whenAbsent) => Read<bool>(name, whenAbsent, "neither true nor false", text => text switch
    {
        "1" or "t" or "T" or "true" or "True" or "TRUE" => true,
        "0" or "f" or "F" or "false" or "False" or "FALSE" => false,
        _ => null,
    });

    /// <summary>A range of addresses, of the family of its default.</summary>
    public AddressRange Range(string name, AddressRange whenAbsent) => Read<AddressRange>(
        name,
        whenAbsent,
        $"no range of {(whenAbsent.IsIpv6 ? "IPv6" : "IPv4")} addresses such as {whenAbsent}",
        text => AddressRange.TryParse(text, out var range) && range.IsIpv6 == whenAbsent.IsIpv6 ? range : null);

    /// <param name="name">The variable.</param>
    /// <param name="whenAbsent">Its default.</param>
    /// <param name="choices">What its values mean.</param>
    public T Choice<T>(string name, T whenAbsent, params ReadOnlySpan<(string Text, T Value)> choices)
        where T : struct
    {
        var known = choices.ToArray();
        return Read<T>(
            name,
            whenAbsent,
            $"none of {string.Join(", ", known.Select(choice => choice.Text))}",
            text => Array.FindIndex(known, choice => choice.Text == text) is >= 0 and var at ? known[at].Value : null);
    }

    private TimeSpan Duration(string name, TimeSpan whenAbsent, Func<TimeSpan, bool> isAllowed) => Read(
        name,
        whenAbsent,
        "no duration such as 30s",
        text => DurationText.TryParse(text, out var value) && isAllowed(value) ? value : (TimeSpan?)null);

    private T Read<T>(string name, T whenAbsent, string complaint, Func<string, T?> read)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return whenAbsent;
        }

        if (read(text) is { } value)
        {
            return value;
        }

        _warnings.Add($"{name} is \"{text}\", which is {complaint}: the default holds, which is {string.Create(CultureInfo.InvariantCulture, $"{whenAbsent}")}.");
        return whenAbsent;
    }
}
