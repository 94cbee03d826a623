namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>One address of one host of an entry.</summary>
internal readonly record struct Grant(string Host, UInt128 Address);
