namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>A field as Kubernetes' protobuf encoding numbers it.</summary>
/// <param name="Group">The number of the embedded struct that holds the field, or 0.</param>
/// <param name="Number">The field's number within its message.</param>
/// <param name="IsPointer">A pointer in Go, whose presence means something even with a zero value.</param>
internal sealed record WireField(string Name, int Group, int Number, bool IsPointer)
{
    /// <summary>Reads <c>4</c>, <c>4*</c> or <c>2.4*</c>.</summary>
    public static WireField Parse(string name, string text)
    {
        var isPointer = text.EndsWith('*');
        var parts = text.TrimEnd('*').Split('.');
        return new WireField(name, parts.Length > 1 ? int.Parse(parts[0], null) : 0, int.Parse(parts[^1], null), isPointer);
    }
}
