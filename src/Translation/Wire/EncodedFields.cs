using Google.Protobuf;

namespace MeshActors.Translation.Wire;

/// <summary>Finds its way through encoded messages.</summary>
internal static class EncodedFields
{
    /// <summary>Where a field would stand in a message that has its fields in order: before the first one of a higher number.</summary>
    public static int StartOf(byte[] message, int field)
    {
        using var input = new CodedInputStream(message);
        while (true)
        {
            var start = (int)input.Position;
            var tag = input.ReadTag();
            if (tag == 0 || WireFormat.GetTagFieldNumber(tag) > field)
            {
                return start;
            }

            input.SkipLastField();
        }
    }
}
