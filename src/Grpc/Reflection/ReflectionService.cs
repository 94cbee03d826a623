using Google.Protobuf.Reflection;
using MeshActors.Grpc.Reflection.V1;

namespace MeshActors.Grpc.Reflection;

/// <summary>
/// <c>grpc.reflection.v1.ServerReflection</c> and its v1alpha, whose messages are the same on the wire. Services
/// without a descriptor are listed by name only.
/// </summary>
public sealed class ReflectionService
{
    private readonly string[] _names;
    private readonly Lazy<DescriptorIndex> _index;

    /// <param name="services">What to tell of. The reflection services themselves are added.</param>
    public ReflectionService(params IEnumerable<ServerServiceDefinition> services)
    {
        ServiceDescriptor v1 = ReflectionV1Reflection.Descriptor.Services[0];
        ServiceDescriptor v1Alpha = V1Alpha.ReflectionV1AlphaReflection.Descriptor.Services[0];
        ServerServiceDefinition[] all = [.. services];
        var names = all.Select(service => service.ServiceName).Append(v1.FullName).Append(v1Alpha.FullName);
        _names = [.. names.Distinct().Order(StringComparer.Ordinal)];

        // Envoy's API is thousands of symbols, and most servers are never asked.
        _index = new Lazy<DescriptorIndex>(() =>
            new DescriptorIndex([.. all.Select(service => service.Descriptor?.File).OfType<FileDescriptor>(), v1.File, v1Alpha.File]));
        Definitions = [Define(v1), Define(v1Alpha)];
    }

    /// <summary>Both versions, to be mapped one by one.</summary>
    public IReadOnlyList<ServerServiceDefinition> Definitions { get; }

    private ServerServiceDefinition Define(ServiceDescriptor service) =>
        ServerServiceDefinition.CreateBuilder(service).AddMethod(ReflectionMethods.InfoOf(service.FullName), AnswerAsync).Build();

    private async Task AnswerAsync(
        IAsyncStreamReader<ServerReflectionRequest> requests,
        IServerStreamWriter<ServerReflectionResponse> responses,
        ServerCallContext context)
    {
        var answers = new ReflectionAnswers(_names, _index.Value);
        while (await requests.MoveNext(context.CancellationToken).ConfigureAwait(false))
        {
            await responses.WriteAsync(answers.To(requests.Current), context.CancellationToken).ConfigureAwait(false);
        }
    }
}
