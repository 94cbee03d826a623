using System.Buffers;
using System.Text.Json;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>A service's endpoints, and the load assignments that are made of them.</summary>
internal static class EndpointForms
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<ServiceEndpointsTopic>(
            "endpoints-topic/1",
            static (m, output, _) => WriteKey(output, m.Service),
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new ServiceEndpointsTopic(ReadKey(ref reader));
            });
        registry.Register<ServiceEndpoints>("endpoints/1", static (m, output, _) => Write(output, m), static (bytes, _) => Read(bytes));
        registry.Register<LoadAssignmentTopic>(
            "load-assignment-topic/1",
            static (m, output, _) =>
            {
                WriteKey(output, m.Service);
                WireForms.WriteJson(output, m.Query, ContractJson.Default.EndpointQuery);
            },
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new LoadAssignmentTopic(ReadKey(ref reader), WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.EndpointQuery));
            });
        registry.Register<LoadAssignment>(
            "load-assignment/1",
            static (m, output, _) => WriteResource(output, m.Resource),
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new LoadAssignment(ReadResource(ref reader));
            });
    }

    public static void WriteResource(IBufferWriter<byte> output, EncodedResource resource)
    {
        Remote.Wire.WriteString(output, resource.Name);
        Remote.Wire.WriteString(output, resource.TypeUrl);
        Remote.Wire.WriteBytes(output, resource.Value.Span);
    }

    public static EncodedResource ReadResource(ref WireReader reader) => new(reader.ReadString(), string.Intern(reader.ReadString()), reader.ReadBytes().ToArray());

    public static void WriteKey(IBufferWriter<byte> output, ServiceKey key)
    {
        Remote.Wire.WriteString(output, key.Namespace);
        Remote.Wire.WriteString(output, key.Hostname);
    }

    public static ServiceKey ReadKey(ref WireReader reader) => new(reader.ReadString(), reader.ReadString());

    private static void Write(IBufferWriter<byte> output, ServiceEndpoints endpoints)
    {
        WriteKey(output, endpoints.Service);
        WireForms.WriteNumber(output, endpoints.Endpoints.Count);
        foreach (var endpoint in endpoints.Endpoints)
        {
            Remote.Wire.WriteBytes(output, JsonSerializer.SerializeToUtf8Bytes(endpoint, ContractJson.Default.Endpoint));
        }
    }

    private static ServiceEndpoints Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var service = ReadKey(ref reader);
        var endpoints = new Endpoint[WireForms.ReadCount(ref reader)];
        for (var i = 0; i < endpoints.Length; i++)
        {
            endpoints[i] = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.Endpoint);
        }

        return new(service, endpoints);
    }
}
