using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces for Google Cloud.</summary>
public sealed record StackdriverTracer
{
    public bool Debug { get; init; }

    public long? MaxNumberOfAttributes { get; init; }

    public long? MaxNumberOfAnnotations { get; init; }

    public long? MaxNumberOfMessageEvents { get; init; }

    internal static StackdriverTracer Read(FieldReader fields) => new()
    {
        Debug = fields.Flag("debug"),
        MaxNumberOfAttributes = fields.Int64OrNull("maxNumberOfAttributes"),
        MaxNumberOfAnnotations = fields.Int64OrNull("maxNumberOfAnnotations"),
        MaxNumberOfMessageEvents = fields.Int64OrNull("maxNumberOfMessageEvents"),
    };
}
