namespace MeshActors.Host.Debugging;

/// <summary>A question that a debug page cannot answer.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="message">What is wrong with it.</param>
internal sealed class DebugException(int statusCode, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;
}
