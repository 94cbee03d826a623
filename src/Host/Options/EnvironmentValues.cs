using System.Globalization;
using MeshActors.Mesh.Objects;

namespace MeshActors.Host.Options;

/// <summary>Reads values of environment variables as istiod does, but refuses what it would ignore.</summary>
internal static class EnvironmentValues
{
    /// <exception cref="OptionException">The value is no duration.</exception>
    public static TimeSpan Duration(Func<string, string?> environment, string name, TimeSpan whenAbsent) =>
        environment(name) is not { Length: > 0 } text ? whenAbsent
        : DurationText.TryParse(text, out var value) && value > TimeSpan.Zero ? value
        : throw new OptionException($"{name} is \"{text}\", which is no duration such as 30s.");

    /// <exception cref="OptionException">The value is no number above <paramref name="least"/>.</exception>
    public static int Number(Func<string, string?> environment, string name, int whenAbsent, int least = 1) =>
        environment(name) is not { Length: > 0 } text ? whenAbsent
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value
        : throw new OptionException($"{name} is \"{text}\", which is no {(least > 0 ? "positive " : "")}number.");

    /// <exception cref="OptionException">The value is no share of a hundred.</exception>
    public static double Percentage(Func<string, string?> environment, string name, double whenAbsent) =>
        environment(name) is not { Length: > 0 } text ? whenAbsent
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 100 ? value
        : throw new OptionException($"{name} is \"{text}\", which is no percentage such as 1.0.");

    /// <exception cref="OptionException">The value is neither true nor false.</exception>
    public static bool Flag(Func<string, string?> environment, string name, bool whenAbsent) => environment(name) switch
    {
        null or "" => whenAbsent,
        "1" or "t" or "T" or "true" or "True" or "TRUE" => true,
        "0" or "f" or "F" or "false" or "False" or "FALSE" => false,
        var text => throw new OptionException($"{name} is \"{text}\", which is neither true nor false."),
    };
}
