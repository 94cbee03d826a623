namespace MeshActors.Analysis;

/// <summary>Something that the author of an object should know.</summary>
/// <param name="Type">What kind of thing.</param>
/// <param name="Path">Where in the object, for instance <c>spec.http[0].route[0].destination.host</c>.</param>
/// <param name="Text">What is the matter there.</param>
public sealed record AnalysisMessage(MessageType Type, string Path, string Text)
{
    public override string ToString() => $"{Path}: {Text}";
}
