using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Mesh configuration that could not be read.</summary>
/// <param name="ConfigMap">The ConfigMap's name.</param>
/// <param name="Error">The field, from the ConfigMap's root, and the reason.</param>
/// <param name="HasLast">Whether an earlier state holds in its place; else the defaults do.</param>
public sealed record MeshConfigMapError(string ConfigMap, FieldError Error, bool HasLast);
