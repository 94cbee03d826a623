namespace MeshActors.Actors.Remote;

/// <summary>The numbers of the fields of <c>link.proto</c>'s frames. They never change.</summary>
internal static class FrameFields
{
    /// <summary>The one field of a batch.</summary>
    public const int Frames = 1;

    public const int Kind = 1;
    public const int Target = 2;
    public const int TargetPath = 3;
    public const int Sender = 4;
    public const int SenderPath = 5;
    public const int Type = 6;
    public const int TypeName = 7;
    public const int Content = 8;
    public const int Hello = 9;

    public const int HelloVersion = 1;
    public const int HelloMemberId = 2;
    public const int HelloIncarnation = 3;
    public const int HelloWantedId = 4;
}
