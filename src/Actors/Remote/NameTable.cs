namespace MeshActors.Actors.Remote;

/// <summary>
/// What the numbers of one connection mean. The sender gives them out from 1 without a gap, and no more than
/// <see cref="MaxSize"/>: a peer that errs or lies cannot make this large.
/// </summary>
internal sealed class NameTable<T>(string what)
{
    public const int MaxSize = 32 * 1024;

    private readonly List<T> _values = [];

    /// <exception cref="WireFormatException">It is not the next number, or beyond the last.</exception>
    public void Define(int number, T value)
    {
        if (number != _values.Count + 1 || number > MaxSize)
        {
            throw new WireFormatException($"{what} number {number} cannot be given out: {_values.Count} of {MaxSize} are.");
        }

        _values.Add(value);
    }

    /// <exception cref="WireFormatException">The number was not given out.</exception>
    public T this[int number]
    {
        get => number > 0 && number <= _values.Count ? _values[number - 1] : throw new WireFormatException($"{what} number {number} was never defined.");
        set => _values[number - 1] = value;
    }
}
