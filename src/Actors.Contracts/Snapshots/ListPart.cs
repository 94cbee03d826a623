namespace MeshActors.Actors.Contracts.Snapshots;

/// <summary>A run of items that stood in the list before, or one item that did not.</summary>
/// <param name="Start">The run's position in the list before.</param>
/// <param name="Count">The run's length; 0 where there is an item.</param>
/// <param name="Added">The item; null where there is a run.</param>
public readonly record struct ListPart<T>(int Start, int Count, T? Added)
    where T : class
{
    public static ListPart<T> Kept(int start, int count) => new(start, count, null);

    public static ListPart<T> New(T item) => new(0, 0, item);
}
