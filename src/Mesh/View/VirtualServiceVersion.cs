namespace MeshActors.Mesh.View;

/// <summary>Identifies the VirtualServices of a view, and tells what they differ in from those of the view before.</summary>
/// <param name="Stamp">The same object as long as no VirtualService changes.</param>
/// <param name="Change">Null where anything may differ.</param>
public sealed record VirtualServiceVersion(object Stamp, VirtualServiceChange? Change);

/// <summary>A change of VirtualServices that left all of them in their places.</summary>
/// <param name="Since">The stamp before it.</param>
/// <param name="Gateways">The gateways (or <c>mesh</c>) for whose traffic something differs.</param>
public sealed record VirtualServiceChange(object Since, IReadOnlySet<string> Gateways);
