namespace MeshActors.Mesh.Objects;

/// <summary>The outcome of reading a document: its value, or what is wrong with it.</summary>
/// <param name="Value">The value, or null where there are errors.</param>
/// <param name="Errors">The fields that could not be read; empty where there is a value.</param>
public sealed record Parsed<T>(T? Value, IReadOnlyList<FieldError> Errors)
    where T : class;
