namespace MeshActors.Host.Options;

/// <summary>What the process was told cannot be done; the message says which setting and why.</summary>
internal sealed class OptionException(string message, Exception? inner = null) : Exception(message, inner);
