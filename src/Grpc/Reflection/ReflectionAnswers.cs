using Google.Protobuf.Reflection;
using MeshActors.Grpc.Reflection.V1;
using Request = MeshActors.Grpc.Reflection.V1.ServerReflectionRequest;

namespace MeshActors.Grpc.Reflection;

/// <summary>Answers one stream's questions. It remembers which files it has sent: a stream gets each only once as a dependency.</summary>
internal sealed class ReflectionAnswers(IReadOnlyList<string> services, DescriptorIndex index)
{
    private readonly HashSet<string> _sent = [];

    public ServerReflectionResponse To(Request request)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case Request.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new ListServiceResponse
                {
                    Service = { services.Select(name => new ServiceResponse { Name = name }) },
                };
                break;
            case Request.MessageRequestOneofCase.FileByFilename:
                AddFile(response, index.FindFile(request.FileByFilename), request.FileByFilename);
                break;
            case Request.MessageRequestOneofCase.FileContainingSymbol:
                AddFile(response, index.FindSymbol(request.FileContainingSymbol), request.FileContainingSymbol);
                break;
            case Request.MessageRequestOneofCase.FileContainingExtension:
                var wanted = request.FileContainingExtension;
                AddFile(
                    response,
                    index.FindExtension(wanted.ContainingType, wanted.ExtensionNumber),
                    $"{wanted.ContainingType}[{wanted.ExtensionNumber}]");
                break;
            case Request.MessageRequestOneofCase.AllExtensionNumbersOfType:
                AddExtensionNumbers(response, request.AllExtensionNumbersOfType);
                break;
            default:
                response.ErrorResponse = Error(
                    StatusCode.InvalidArgument, "The request asks for nothing that this version of reflection knows.");
                break;
        }

        return response;
    }

    private void AddFile(ServerReflectionResponse response, FileDescriptor? file, string asked)
    {
        if (file is null)
        {
            response.ErrorResponse = Error(StatusCode.NotFound, $"No file of this server declares '{asked}'.");
            return;
        }

        response.FileDescriptorResponse = new FileDescriptorResponse { FileDescriptorProto = { file.SerializedData } };
        _sent.Add(file.Name);
        AddDependencies(file, response.FileDescriptorResponse);
    }

    private void AddDependencies(FileDescriptor file, FileDescriptorResponse response)
    {
        foreach (var dependency in file.Dependencies)
        {
            if (_sent.Add(dependency.Name))
            {
                response.FileDescriptorProto.Add(dependency.SerializedData);
                AddDependencies(dependency, response);
            }
        }
    }

    private void AddExtensionNumbers(ServerReflectionResponse response, string type)
    {
        if (index.FindSymbol(type) is null)
        {
            response.ErrorResponse = Error(StatusCode.NotFound, $"No file of this server declares '{type}'.");
            return;
        }

        response.AllExtensionNumbersResponse = new ExtensionNumberResponse
        {
            BaseTypeName = type,
            ExtensionNumber = { index.ExtensionNumbersOf(type) },
        };
    }

    private static ErrorResponse Error(StatusCode code, string message) => new() { ErrorCode = (int)code, ErrorMessage = message };
}
