using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.Translation.Wire;

/// <summary>Writes an entry of <c>Metadata.filter_metadata</c> that holds one text. Entries are written the last by name first.</summary>
/// <param name="filter">The entry's name.</param>
/// <param name="key">The name of the text.</param>
internal sealed class MetadataEncoding(string filter, string key)
{
    private static readonly uint EntryTag = Tags.Message(Metadata.FilterMetadataFieldNumber);
    private static readonly uint FieldsTag = Tags.Message(Struct.FieldsFieldNumber);
    private static readonly uint StringTag = Tags.Message(Value.StringValueFieldNumber);
    private static readonly uint MapKeyTag = Tags.Message(1);
    private static readonly uint MapValueTag = Tags.Message(2);

    private readonly byte[] _filter = Tags.Field(MapKeyTag, filter);
    private readonly byte[] _key = Tags.Field(MapKeyTag, key);

    public void Write(ref ReverseWriter output, string value)
    {
        var end = output.Written;
        output.Text(value);
        Complete(ref output, end);
    }

    /// <summary>Completes an entry whose text has been written.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="end">What was written before the text.</param>
    public void Complete(ref ReverseWriter output, int end)
    {
        output.Close(StringTag, end);
        output.Close(MapValueTag, end);
        output.Raw(_key);
        output.Close(FieldsTag, end);
        output.Close(MapValueTag, end);
        output.Raw(_filter);
        output.Close(EntryTag, end);
    }
}
