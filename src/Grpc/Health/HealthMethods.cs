using MeshActors.Grpc.Health.V1;

namespace MeshActors.Grpc.Health;

internal static class HealthMethods
{
    private const string Service = "grpc.health.v1.Health";

    private static readonly Marshaller<HealthCheckRequest> Request = Marshallers.Protobuf(HealthCheckRequest.Parser);
    private static readonly Marshaller<HealthCheckResponse> Response = Marshallers.Protobuf(HealthCheckResponse.Parser);

    public static Method<HealthCheckRequest, HealthCheckResponse> Check { get; } =
        new(MethodType.Unary, Service, "Check", Request, Response);

    public static Method<HealthCheckRequest, HealthCheckResponse> Watch { get; } =
        new(MethodType.ServerStreaming, Service, "Watch", Request, Response);
}
