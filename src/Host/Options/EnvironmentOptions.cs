using System.Globalization;
using MeshActors.Mesh.Objects;

namespace MeshActors.Host.Options;

/// <summary>istiod's environment variables, as far as they mean something here. The command line goes over them.</summary>
internal static class EnvironmentOptions
{
    /// <exception cref="OptionException">A variable's value cannot be read.</exception>
    public static ReplicaOptions Read(Func<string, string?> environment)
    {
        var plain = new ReplicaOptions();
        return plain with
        {
            Name = environment("POD_NAME") ?? plain.Name,
            SystemNamespace = environment("POD_NAMESPACE") ?? plain.SystemNamespace,
            AdvertisedHost = environment("POD_IP") ?? environment("INSTANCE_IP") ?? plain.AdvertisedHost,
            Revision = environment("REVISION") ?? plain.Revision,
            ClusterId = environment("CLUSTER_ID") ?? plain.ClusterId,
            KeepAliveInterval = Duration(environment, "GRPC_KEEPALIVE_INTERVAL", plain.KeepAliveInterval),
            KeepAliveTimeout = Duration(environment, "GRPC_KEEPALIVE_TIMEOUT", plain.KeepAliveTimeout),
            // Istio spells these two this way.
            MaxConcurrentStreams = Number(environment, "ISTIO_GPRC_MAXSTREAMS", plain.MaxConcurrentStreams),
            MaxReceiveMessageSize = Number(environment, "ISTIO_GPRC_MAXRECVMSGSIZE", plain.MaxReceiveMessageSize),
            CustomHosts = environment("ISTIOD_CUSTOM_HOST")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? plain.CustomHosts,
            DebugEnabled = Flag(environment, "ENABLE_DEBUG_ON_HTTP", plain.DebugEnabled),
        };
    }

    private static TimeSpan Duration(Func<string, string?> environment, string name, TimeSpan whenAbsent) =>
        environment(name) is not { } text ? whenAbsent
        : DurationText.TryParse(text, out var value) && value > TimeSpan.Zero ? value
        : throw new OptionException($"{name} is \"{text}\", which is no duration such as 30s.");

    private static int Number(Func<string, string?> environment, string name, int whenAbsent) =>
        environment(name) is not { } text ? whenAbsent
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value
        : throw new OptionException($"{name} is \"{text}\", which is no positive number.");

    private static bool Flag(Func<string, string?> environment, string name, bool whenAbsent) => environment(name) switch
    {
        null => whenAbsent,
        "1" or "t" or "T" or "true" or "True" or "TRUE" => true,
        "0" or "f" or "F" or "false" or "False" or "FALSE" => false,
        var text => throw new OptionException($"{name} is \"{text}\", which is neither true nor false."),
    };
}
