namespace MeshActors.Conformance.Xds;

/// <summary>A resource that came.</summary>
/// <param name="Value">the encoded message, without the outer Any</param>
public readonly record struct SubjectResource(string Name, ReadOnlyMemory<byte> Value);
