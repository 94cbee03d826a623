using Envoy.Config.Route.V3;
using Google.Protobuf;

namespace MeshActors.Translation.Routes;

/// <summary>Writes virtual hosts around routes that are encoded already, as fields of route configurations.</summary>
internal static class VirtualHostEncoding
{
    private const uint HostsTag = (RouteConfiguration.VirtualHostsFieldNumber << 3) | (uint)WireFormat.WireType.LengthDelimited;

    /// <summary>
    /// The parts of a message may be written one after the other; these stand in the order of field numbers, so that the bytes
    /// are those of the message encoded at once.
    /// </summary>
    public static byte[] Encode(VirtualHostDraft draft)
    {
        var head = new VirtualHost { Name = draft.Name };
        head.Domains.Add(draft.Domains);
        var tail = new VirtualHost
        {
            IncludeRequestAttemptCount = draft.IncludesAttemptCount,
            RequireTls = draft.RequiresTls ? VirtualHost.Types.TlsRequirementType.All : VirtualHost.Types.TlsRequirementType.None,
        };
        return EncodedField.Of(HostsTag, [.. head.ToByteArray(), .. draft.Routes.Items.SelectMany(route => route.Field), .. tail.ToByteArray()]);
    }

    public static byte[] Encode(VirtualHost host) => EncodedField.Of(HostsTag, EnvoyApi.EnvoyEncoding.ToBytes(host));
}
