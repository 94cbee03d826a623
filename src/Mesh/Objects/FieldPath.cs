using System.Text;

namespace MeshActors.Mesh.Objects;

/// <summary>Where a field stands in its document; rendered only when an error has to name it.</summary>
internal sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private FieldPath(FieldPath? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    public static FieldPath Root { get; } = new(null, null, 0);

    public FieldPath Field(string name) => new(this, name, 0);

    public FieldPath Key(string key) => new(this, $"[{key}]", 0);

    public FieldPath Index(int index) => new(this, null, index);

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        if (_parent is null)
        {
            return;
        }

        _parent.Append(text);
        if (_name is null)
        {
            text.Append('[').Append(_index).Append(']');
            return;
        }

        if (text.Length > 0 && !_name.StartsWith('['))
        {
            text.Append('.');
        }

        text.Append(_name);
    }
}
