using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces, metrics and logs for Google Cloud.</summary>
public sealed record StackdriverProvider
{
    public bool Debug { get; init; }

    public long? MaxNumberOfAttributes { get; init; }

    public long? MaxNumberOfAnnotations { get; init; }

    public long? MaxNumberOfMessageEvents { get; init; }

    public uint MaxTagLength { get; init; }

    public StackdriverLogging? Logging { get; init; }

    internal static StackdriverProvider Read(FieldReader fields) => new()
    {
        Debug = fields.Flag("debug"),
        MaxNumberOfAttributes = fields.Int64OrNull("maxNumberOfAttributes"),
        MaxNumberOfAnnotations = fields.Int64OrNull("maxNumberOfAnnotations"),
        MaxNumberOfMessageEvents = fields.Int64OrNull("maxNumberOfMessageEvents"),
        MaxTagLength = fields.UInt32("maxTagLength"),
        Logging = fields.Message("logging", StackdriverLogging.Read),
    };
}
