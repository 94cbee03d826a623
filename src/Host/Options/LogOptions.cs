using Serilog.Events;

namespace MeshActors.Host.Options;

/// <param name="Level">The lowest level that is written.</param>
/// <param name="Json">One JSON object a line instead of text.</param>
internal sealed record LogOptions(LogEventLevel Level, bool Json);
