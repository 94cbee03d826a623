using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>The ports of some services of which all speak HTTP on all ports: of ten thousand such services nothing else is to be known for listeners.</summary>
/// <param name="numbers">Every port once.</param>
internal sealed class HttpPorts(int[] numbers)
{
    /// <summary>Stands for services of which some speak other protocols, or are aliases.</summary>
    public static readonly HttpPorts NotAlone = new([]);

    public ReadOnlySpan<int> Numbers => numbers;

    public static HttpPorts Of(ReadOnlySpan<Service> services)
    {
        List<int> ports = [];
        foreach (var service in services)
        {
            if (service.Resolution == Resolution.Alias)
            {
                return NotAlone;
            }

            foreach (var port in service.Ports)
            {
                if (!port.Protocol.IsHttp() || port.Protocol == Protocol.HttpProxy)
                {
                    return NotAlone;
                }

                if (!ports.Contains(port.Number))
                {
                    ports.Add(port.Number);
                }
            }
        }

        return new([.. ports]);
    }
}
