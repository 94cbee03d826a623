using System.Text.Json;

namespace MeshActors.Host.Debugging;

/// <summary>One path below <c>/debug</c>.</summary>
/// <param name="Name">The path's last part.</param>
/// <param name="Description">For the index.</param>
/// <param name="WriteAsync">Writes the answer's JSON.</param>
internal sealed record DebugPage(string Name, string Description, Func<DebugRequest, Utf8JsonWriter, Task> WriteAsync)
{
    /// <summary>A page that needs to wait for nothing.</summary>
    public static DebugPage Of(string name, string description, Action<DebugRequest, Utf8JsonWriter> write) => new(name, description, (request, json) =>
    {
        write(request, json);
        return Task.CompletedTask;
    });
}
