namespace MeshActors.Mesh.Networking;

/// <summary>What a patch does.</summary>
public enum PatchOperation
{
    Invalid = 0,
    Merge = 1,
    Add = 2,
    Remove = 3,
    InsertBefore = 4,
    InsertAfter = 5,
    InsertFirst = 6,
    Replace = 7,
    MergeAndReplaceList = 8,
}
