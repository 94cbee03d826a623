namespace MeshActors.Yaml;

/// <summary>Text that is no YAML, or YAML that has no JSON form.</summary>
/// <param name="line">where, counted from 1</param>
/// <param name="column">where in the line, counted from 1</param>
public sealed class InvalidYamlException(int line, int column, string reason)
    : FormatException($"line {line}, column {column}: {reason}")
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    public string Reason { get; } = reason;
}
