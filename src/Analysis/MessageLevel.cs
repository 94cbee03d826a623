namespace MeshActors.Analysis;

/// <summary>How bad something is.</summary>
public enum MessageLevel
{
    Info,
    Warning,
    Error,
}
