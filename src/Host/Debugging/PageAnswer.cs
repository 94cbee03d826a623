using System.Text;

namespace MeshActors.Host.Debugging;

/// <summary>What a debug page says: JSON, or in one line why it says nothing.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Body">JSON where the status is 200, and text where not.</param>
internal sealed record PageAnswer(int StatusCode, ReadOnlyMemory<byte> Body)
{
    public bool IsJson => StatusCode == 200;

    public static PageAnswer Failure(int statusCode, string reason) => new(statusCode, Encoding.UTF8.GetBytes(reason + "\n"));
}
