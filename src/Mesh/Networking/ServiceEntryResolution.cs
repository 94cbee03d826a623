namespace MeshActors.Mesh.Networking;

public enum ServiceEntryResolution
{
    None = 0,
    Static = 1,
    Dns = 2,
    DnsRoundRobin = 3,
    DynamicDns = 4,
}
