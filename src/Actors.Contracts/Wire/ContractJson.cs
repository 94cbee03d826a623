using System.Text.Json.Serialization;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>
/// JSON of records that are deep and plain, inside the link's binary messages. Everything but null is written: a value that
/// is its type's default may differ from its property's.
/// </summary>
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(PairConverter<string, string>),
        typeof(PairConverter<string, uint>),
        typeof(PairConverter<int, bool>),
        typeof(ValueListConverter<string>),
        typeof(ValueListConverter<KeyValuePair<string, string>>),
        typeof(ValueListConverter<KeyValuePair<string, uint>>),
        typeof(ValueListConverter<KeyValuePair<int, bool>>),
        typeof(ValueListConverter<WorkloadRule>),
        typeof(ValueListConverter<NetworkGateway>),
    ])]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(ServiceFacts))]
[JsonSerializable(typeof(Endpoint))]
[JsonSerializable(typeof(EndpointQuery))]
[JsonSerializable(typeof(NetworkGateway[]))]
[JsonSerializable(typeof(ProxyForm))]
[JsonSerializable(typeof(GlobalsForm))]
[JsonSerializable(typeof(uint))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(KeyValuePair<string, string>[]))]
[JsonSerializable(typeof(KeyValuePair<string, uint>[]))]
[JsonSerializable(typeof(KeyValuePair<int, bool>[]))]
[JsonSerializable(typeof(WorkloadRule[]))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeFacts>>))]
internal sealed partial class ContractJson : JsonSerializerContext;
