using System.Diagnostics.Metrics;

namespace MeshActors.Actors.Config.Credentials;

/// <summary>What istiod counts of credentials, under its name.</summary>
internal static class CredentialMetrics
{
    private static readonly Meter Meter = new("MeshActors.Credentials");

    private static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "pilot_sds_certificate_errors_total", description: "Credentials that proxies asked for and did not get.");

    public static void Absent(int count) => Errors.Add(count);
}
