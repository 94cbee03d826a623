namespace MeshActors.Actors.Remote;

/// <summary>An actor or a type in a frame: a number, a text, both (the number is given to the text) or neither (there is none).</summary>
internal readonly record struct WireName(int Number, string? Text)
{
    public bool IsNone => Number == 0 && Text is null;
}
