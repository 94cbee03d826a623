using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>
/// Merges a message into another by the rules that EnvoyFilters are written for: what the patch sets wins, messages merge
/// field by field, lists grow (or are replaced), map entries and durations are replaced whole.
/// </summary>
internal static class ProtoMerge
{
    /// <param name="target">The message to change.</param>
    /// <param name="patch">A message of the same type; parts of it may become parts of the target.</param>
    /// <param name="replacesLists">Whether lists of the patch take the place of the target's instead of being added to them.</param>
    public static void Merge(IMessage target, IMessage patch, bool replacesLists = false)
    {
        foreach (var field in patch.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(patch);
            if (field.IsMap)
            {
                MergeMap((IDictionary)field.Accessor.GetValue(target), (IDictionary)value);
            }
            else if (field.IsRepeated)
            {
                MergeList((IList)field.Accessor.GetValue(target), (IList)value, replacesLists);
            }
            else if (IsSet(field, patch, value))
            {
                MergeSingle(target, field, value, replacesLists);
            }
        }
    }

    /// <summary>Both contents merged; null where one of them is of an unknown type, or they are of two.</summary>
    public static Any? Merge(Any target, Any patch)
    {
        if (EnvoyAny.Unpack(target) is not { } content || EnvoyAny.Unpack(patch) is not { } changes || content.Descriptor != changes.Descriptor)
        {
            return null;
        }

        Merge(content, changes);
        return EnvoyAny.Pack(content);
    }

    private static void MergeMap(IDictionary target, IDictionary patch)
    {
        foreach (DictionaryEntry entry in patch)
        {
            target[entry.Key] = entry.Value;
        }
    }

    private static void MergeList(IList target, IList patch, bool replaces)
    {
        if (replaces && patch.Count > 0)
        {
            target.Clear();
        }

        foreach (var item in patch)
        {
            target.Add(item);
        }
    }

    private static bool IsSet(FieldDescriptor field, IMessage message, object? value) =>
        field.RealContainingOneof is { } oneof ? oneof.Accessor.GetCaseFieldDescriptor(message) == field
        : field.HasPresence ? field.Accessor.HasValue(message)
        : !IsDefault(value);

    private static void MergeSingle(IMessage target, FieldDescriptor field, object value, bool replacesLists)
    {
        var isMessage = field.FieldType is FieldType.Message or FieldType.Group;
        var current = isMessage && Holds(target, field) ? field.Accessor.GetValue(target) : null;
        if (current is IMessage message and not Duration)
        {
            Merge(message, (IMessage)value, replacesLists);
            return;
        }

        // A wrapper is a message with one field, and a field of the default value is one that is not set.
        if (current is not null && isMessage && value is not IMessage && IsDefault(value))
        {
            return;
        }

        field.Accessor.SetValue(target, value);
    }

    private static bool Holds(IMessage target, FieldDescriptor field) =>
        field.RealContainingOneof is not { } oneof || oneof.Accessor.GetCaseFieldDescriptor(target) == field;

    private static bool IsDefault(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool flag => !flag,
        int or uint or long or ulong or float or double => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) == 0,
        System.Enum number => Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture) == 0,
        _ => false,
    };
}
