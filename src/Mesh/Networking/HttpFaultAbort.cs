using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>An abort to inject, with one kind of status.</summary>
public sealed record HttpFaultAbort
{
    public int? HttpStatus { get; init; }

    public string? GrpcStatus { get; init; }

    public string? Http2Error { get; init; }

    public Percent? Percentage { get; init; }

    internal static HttpFaultAbort Read(FieldReader fields) => new()
    {
        HttpStatus = fields.Int32OrNull("httpStatus"),
        GrpcStatus = fields.TextOrNull("grpcStatus"),
        Http2Error = fields.TextOrNull("http2Error"),
        Percentage = fields.Message("percentage", Percent.Read),
    };
}
