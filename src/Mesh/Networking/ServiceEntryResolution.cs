namespace MeshActors.Mesh.Networking;

/// <summary>How the addresses of a service's endpoints are found.</summary>
public enum ServiceEntryResolution
{
    None = 0,
    Static = 1,
    Dns = 2,
    DnsRoundRobin = 3,
    DynamicDns = 4,
}
