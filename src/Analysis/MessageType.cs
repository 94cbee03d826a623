namespace MeshActors.Analysis;

/// <summary>A kind of message, under the code and name that <c>istioctl analyze</c> gives it.</summary>
/// <param name="Code">For instance <c>IST0101</c>.</param>
/// <param name="Name">For instance <c>ReferencedResourceNotFound</c>.</param>
/// <param name="Level">How bad it is.</param>
public sealed record MessageType(string Code, string Name, MessageLevel Level)
{
    /// <summary>An object names another that is not there.</summary>
    public static MessageType ReferencedResourceNotFound { get; } = new("IST0101", "ReferencedResourceNotFound", MessageLevel.Error);

    /// <summary>An object breaks a rule of its schema.</summary>
    public static MessageType SchemaValidationError { get; } = new("IST0106", "SchemaValidationError", MessageLevel.Error);

    /// <summary>Where Istio explains it.</summary>
    public string DocumentationUrl => $"https://istio.io/latest/docs/reference/config/analysis/{Code.ToLowerInvariant()}/";
}
