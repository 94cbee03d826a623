using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.Translation.Wire;

/// <summary>Writes entries of <c>Metadata.filter_metadata</c> that hold one text, the last by name first.</summary>
internal static class MetadataEncoding
{
    private static readonly uint EntryTag = Tags.Message(Metadata.FilterMetadataFieldNumber);
    private static readonly uint FieldsTag = Tags.Message(Struct.FieldsFieldNumber);
    private static readonly uint StringTag = Tags.Message(Value.StringValueFieldNumber);
    private static readonly uint MapKeyTag = Tags.Message(1);
    private static readonly uint MapValueTag = Tags.Message(2);

    public static void Write(ref ReverseWriter output, string filter, string key, string value)
    {
        var end = Begin(ref output);
        output.Text(value);
        End(ref output, filter, key, end);
    }

    /// <summary>Begins an entry, whose text is written next.</summary>
    public static int Begin(ref ReverseWriter output) => output.Written;

    /// <summary>Completes an entry whose text has been written.</summary>
    public static void End(ref ReverseWriter output, string filter, string key, int end)
    {
        output.Close(StringTag, end);
        output.Close(MapValueTag, end);
        output.Text(MapKeyTag, key);
        output.Close(FieldsTag, end);
        output.Close(MapValueTag, end);
        output.Text(MapKeyTag, filter);
        output.Close(EntryTag, end);
    }
}
