namespace MeshActors.Conformance.Cases;

/// <summary>Resources counted: all that were expected or came, and those that were as expected.</summary>
public readonly record struct Tally(int Resources, int Equal)
{
    public bool IsEqual => Resources == Equal;

    public static Tally operator +(Tally a, Tally b) => new(a.Resources + b.Resources, a.Equal + b.Equal);
}
