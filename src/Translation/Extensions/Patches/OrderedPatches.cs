using Google.Protobuf;
using Google.Protobuf.Collections;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Patches of lists whose order has a meaning: filters of all sorts.</summary>
internal static class OrderedPatches
{
    /// <summary>Adds, inserts, replaces and removes; merging is the caller's.</summary>
    /// <param name="list">The list to change.</param>
    /// <param name="patch">The patch, which applies to what holds the list.</param>
    /// <param name="namesItem">Whether the patch names an item of the list. One that names none inserts at an end, and replaces and removes nothing.</param>
    /// <param name="matches">Whether an item is the one that the patch names.</param>
    public static void Apply<T>(RepeatedField<T> list, CompiledPatch patch, bool namesItem, Func<T, bool> matches)
        where T : class, IMessage<T>
    {
        switch (patch.Operation)
        {
            case PatchOperation.Add:
            case PatchOperation.InsertAfter when !namesItem:
                list.Add(patch.Value<T>());
                break;
            case PatchOperation.InsertFirst:
            case PatchOperation.InsertBefore when !namesItem:
                list.Insert(0, patch.Value<T>());
                break;
            case PatchOperation.InsertAfter when IndexOf(list, matches) is >= 0 and var at:
                list.Insert(at + 1, patch.Value<T>());
                break;
            case PatchOperation.InsertBefore when IndexOf(list, matches) is >= 0 and var at:
                list.Insert(at, patch.Value<T>());
                break;
            case PatchOperation.Replace when namesItem && IndexOf(list, matches) is >= 0 and var at:
                list[at] = patch.Value<T>();
                break;
            case PatchOperation.Remove when namesItem:
                RemoveAll(list, matches);
                break;
            default:
                break;
        }
    }

    public static int IndexOf<T>(RepeatedField<T> list, Func<T, bool> matches)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (matches(list[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public static void RemoveAll<T>(RepeatedField<T> list, Func<T, bool> matches)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (matches(list[i]))
            {
                list.RemoveAt(i);
            }
        }
    }
}
