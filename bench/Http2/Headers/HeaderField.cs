namespace MeshActors.Http2.Headers;

/// <param name="Name">Lower case.</param>
/// <param name="Value">As it was sent.</param>
internal readonly record struct HeaderField(string Name, string Value);
