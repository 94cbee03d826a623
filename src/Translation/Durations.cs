using Google.Protobuf.WellKnownTypes;

namespace MeshActors.Translation;

/// <summary>Durations of the configuration as protobuf writes them.</summary>
internal static class Durations
{
    public static Duration? ToProto(this TimeSpan? value) => value is { } span ? Duration.FromTimeSpan(span) : null;

    public static Duration ToProto(this TimeSpan value) => Duration.FromTimeSpan(value);
}
