using MeshActors.Grpc.Reflection.V1;

namespace MeshActors.Grpc.Reflection;

internal static class ReflectionMethods
{
    public static Method<ServerReflectionRequest, ServerReflectionResponse> InfoOf(string service) => new(
        MethodType.DuplexStreaming,
        service,
        "ServerReflectionInfo",
        Marshallers.Protobuf(ServerReflectionRequest.Parser),
        Marshallers.Protobuf(ServerReflectionResponse.Parser));
}
