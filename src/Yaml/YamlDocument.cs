namespace MeshActors.Yaml;

/// <summary>One document of a YAML file.</summary>
/// <param name="Line">the line in the file where its content begins, counted from 1</param>
/// <param name="Json">the same value as UTF-8 JSON</param>
public sealed record YamlDocument(int Line, ReadOnlyMemory<byte> Json);
