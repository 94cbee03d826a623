using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The shares that traffic from one locality sends to others.</summary>
public sealed record LocalityDistribute
{
    public string From { get; init; } = "";

    /// <summary>Percent by locality; they add up to 100.</summary>
    public IReadOnlyDictionary<string, uint> To { get; init; } = ReadOnlyDictionary<string, uint>.Empty;

    internal static LocalityDistribute Read(FieldReader fields) => new()
    {
        From = fields.Text("from"),
        To = fields.UInt32Map("to"),
    };
}
