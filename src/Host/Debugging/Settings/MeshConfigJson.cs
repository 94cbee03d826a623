using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;

namespace MeshActors.Host.Debugging.Settings;

/// <summary>The mesh configuration in proto JSON: lowerCamelCase, durations in seconds, what is empty left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    Converters =
    [
        typeof(ProtoDurationConverter),
        typeof(ProtoEnumConverter<AccessLogEncoding>),
        typeof(ProtoEnumConverter<AuthenticationPolicy>),
        typeof(ProtoEnumConverter<ClientTlsMode>),
        typeof(ProtoEnumConverter<CompliancePolicy>),
        typeof(ProtoEnumConverter<ConnectionProfile>),
        typeof(ProtoEnumConverter<ForwardClientCertDetails>),
        typeof(ProtoEnumConverter<H2UpgradePolicy>),
        typeof(ProtoEnumConverter<HeadersWithUnderscoresAction>),
        typeof(ProtoEnumConverter<InboundInterceptionMode>),
        typeof(ProtoEnumConverter<IngressControllerMode>),
        typeof(ProtoEnumConverter<JwksFetching>),
        typeof(ProtoEnumConverter<MeshH2UpgradePolicy>),
        typeof(ProtoEnumConverter<MeshInboundTrafficPolicyMode>),
        typeof(ProtoEnumConverter<MeshOutboundTrafficPolicyMode>),
        typeof(ProtoEnumConverter<MeshTlsProtocol>),
        typeof(ProtoEnumConverter<MetadataExchangeMode>),
        typeof(ProtoEnumConverter<PathNormalizationType>),
        typeof(ProtoEnumConverter<PathWithEscapedSlashesAction>),
        typeof(ProtoEnumConverter<ServiceAttributeEnrichment>),
        typeof(ProtoEnumConverter<ServiceScope>),
        typeof(ProtoEnumConverter<SubscribedResource>),
        typeof(ProtoEnumConverter<TraceContext>),
        typeof(ProtoEnumConverter<TraceContextOption>),
        typeof(ProtoEnumConverter<TracingServiceName>),
        typeof(ProtoEnumConverter<Visibility>),
    ])]
[JsonSerializable(typeof(MeshConfig))]
internal sealed partial class MeshConfigJson : JsonSerializerContext
{
    /// <summary>How a mesh configuration is written.</summary>
    public static JsonTypeInfo<MeshConfig> CreateTypeInfo() => (JsonTypeInfo<MeshConfig>)new JsonSerializerOptions(Default.Options)
    {
        TypeInfoResolver = Default.WithAddedModifier(Shape),
    }.GetTypeInfo(typeof(MeshConfig));

    // What is empty is left out; of fields that may be absent, zero and false are values too.
    private static void Shape(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // The one name in the schema that is no plain lowerCamelCase.
            property.Name = property.Name == "meshMtls" ? "meshMTLS" : property.Name;
            var mayBeAbsent = Nullable.GetUnderlyingType(property.PropertyType) is not null;
            property.ShouldSerialize = (_, value) => value is not null && (mayBeAbsent || !IsEmpty(value));
        }
    }

    // The first member of an enum is printed, unlike in proto JSON: REGISTRY_ONLY is one.
    private static bool IsEmpty(object value) => value is "" or false or 0 or 0u or 0L or 0d or ICollection { Count: 0 };
}
