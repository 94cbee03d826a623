using System.Buffers;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Watched objects and their topics.</summary>
internal static class ObjectForms
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<ObjectsTopic>(
            "objects-topic/1",
            static (m, output, _) =>
            {
                Remote.Wire.WriteString(output, m.Cluster);
                WriteKind(output, m.Kind);
                Remote.Wire.WriteString(output, m.Namespace);
            },
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new ObjectsTopic(reader.ReadString(), ReadKind(ref reader), reader.ReadString());
            });
        registry.Register<NamespacesTopic>(
            "namespaces-topic/1",
            static (m, output, _) =>
            {
                Remote.Wire.WriteString(output, m.Cluster);
                WriteKind(output, m.Kind);
            },
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new NamespacesTopic(reader.ReadString(), ReadKind(ref reader));
            });
        registry.Register<NamespacesState>(
            "namespaces/1",
            static (m, output, _) => WireForms.WriteStrings(output, m.Namespaces),
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new NamespacesState(WireForms.ReadStrings(ref reader));
            });
        registry.Register<ObjectsState>("objects/1", static (m, output, _) => WriteObjects(output, m.Objects), static (bytes, _) => ReadObjects(bytes));
        registry.Register<ObjectChange>(
            "object-change/1",
            static (m, output, _) =>
            {
                Remote.Wire.WriteString(output, m.Name);
                WireForms.WriteFlag(output, m.Object is not null);
                if (m.Object is not null)
                {
                    WriteObject(output, m.Object);
                }
            },
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new ObjectChange(reader.ReadString(), WireForms.ReadFlag(ref reader) ? ReadObject(ref reader) : null);
            });
    }

    public static void WriteKind(IBufferWriter<byte> output, ResourceKind kind)
    {
        Remote.Wire.WriteString(output, kind.Group);
        Remote.Wire.WriteString(output, kind.Kind);
    }

    /// <exception cref="WireFormatException">This build does not know the kind.</exception>
    public static ResourceKind ReadKind(ref WireReader reader)
    {
        var group = reader.ReadString();
        var kind = reader.ReadString();
        return ResourceKinds.Find(group, kind) ?? throw new WireFormatException($"There is no kind {kind} of \"{group}\" here.");
    }

    public static void WriteObject(IBufferWriter<byte> output, WatchedObject item)
    {
        WriteKind(output, item.Kind);
        Remote.Wire.WriteString(output, item.Namespace);
        Remote.Wire.WriteString(output, item.Name);
        Remote.Wire.WriteString(output, item.Uid);
        Remote.Wire.WriteString(output, item.ResourceVersion);
        Remote.Wire.WriteBytes(output, item.Json.Span);
    }

    public static WatchedObject ReadObject(ref WireReader reader) => new(
        ReadKind(ref reader), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadBytes().ToArray());

    private static void WriteObjects(IBufferWriter<byte> output, IReadOnlyList<WatchedObject> objects)
    {
        WireForms.WriteNumber(output, objects.Count);
        foreach (var item in objects)
        {
            WriteObject(output, item);
        }
    }

    private static ObjectsState ReadObjects(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var objects = new WatchedObject[WireForms.ReadCount(ref reader)];
        for (var i = 0; i < objects.Length; i++)
        {
            objects[i] = ReadObject(ref reader);
        }

        return new(objects);
    }
}
