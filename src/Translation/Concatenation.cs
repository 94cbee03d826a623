using System.Collections;

namespace MeshActors.Translation;

/// <summary>Lists one behind the other, as one list that holds them by reference: what many have in common costs each of them one reference.</summary>
internal sealed class Concatenation<T>(IReadOnlyList<IReadOnlyList<T>> runs) : IReadOnlyList<T>
{
    public int Count { get; } = runs.Sum(run => run.Count);

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var run = 0;
            for (; index >= runs[run].Count; run++)
            {
                index -= runs[run].Count;
            }

            return runs[run][index];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var run in runs)
        {
            for (var i = 0; i < run.Count; i++)
            {
                yield return run[i];
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
