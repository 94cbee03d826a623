using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.EnvoyApi;

/// <summary>Which of protobuf's own messages have a JSON form of their own.</summary>
internal static class WellKnown
{
    private static readonly FrozenSet<MessageDescriptor> Wrappers = FrozenSet.Create<MessageDescriptor>(
        BoolValue.Descriptor,
        Int32Value.Descriptor,
        Int64Value.Descriptor,
        UInt32Value.Descriptor,
        UInt64Value.Descriptor,
        FloatValue.Descriptor,
        DoubleValue.Descriptor,
        StringValue.Descriptor,
        BytesValue.Descriptor);

    private static readonly FrozenSet<MessageDescriptor> OtherSpecial = FrozenSet.Create<MessageDescriptor>(
        Any.Descriptor,
        Struct.Descriptor,
        Value.Descriptor,
        ListValue.Descriptor,
        Duration.Descriptor,
        Timestamp.Descriptor,
        FieldMask.Descriptor);

    public static bool IsWrapper(MessageDescriptor type) => Wrappers.Contains(type);

    /// <summary>Whether an Any that holds it carries it in a member <c>value</c>; Empty counts, though an object by itself.</summary>
    public static bool HasSpecialJson(MessageDescriptor type) =>
        IsWrapper(type) || OtherSpecial.Contains(type) || type == Empty.Descriptor;

    public static FieldDescriptor WrappedField(MessageDescriptor wrapper) => wrapper.FindFieldByNumber(1);
}
