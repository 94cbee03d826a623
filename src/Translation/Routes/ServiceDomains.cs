using System.Runtime.InteropServices;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The domains of a service's virtual host.</summary>
/// <param name="All">In order: each name (the service's and its aliases') followed by its alternatives, then addresses.</param>
/// <param name="Alternatives">Those that are not full names: where one is another service's full name, that service has it.</param>
internal sealed record ServiceDomains(ValueList<string> All, ValueList<string> Alternatives)
{
    private const int UsualDomains = 6;

    public static ServiceDomains Of(ServiceHostInputs inputs)
    {
        var (service, perspective) = (inputs.Service, inputs.Perspective);
        var port = perspective.AppendedPort(inputs.Port);
        var domains = new List<string>(UsualDomains);
        ValueList<string> alternatives = [];
        AddName(OutboundServices.NameOf(service, perspective.Port));
        foreach (var alias in service.Aliases)
        {
            AddName(alias.Hostname);
        }

        if (service.IsHeadless)
        {
            // Each pod of a headless service has a name below the service's.
            domains.AddRange(domains.ConvertAll(domain => "*." + domain));
        }

        var addresses = perspective.IsForPort ? perspective.Addresses.AllForVirtualHost(service) : perspective.Addresses.All(service);
        foreach (var address in addresses)
        {
            if (address.Length > 0 && address != Service.UnspecifiedAddress)
            {
                HostDomains.Add(domains, address, port);
            }
        }

        return new(ValueList.Create<string>(CollectionsMarshal.AsSpan(domains)), alternatives);

        void AddName(string name)
        {
            HostDomains.Add(domains, name, port);
            var start = domains.Count;
            HostDomains.AddAlternatives(domains, name, port, perspective.DnsDomain, perspective.Mesh.Features.AbsoluteNames);
            var others = CollectionsMarshal.AsSpan(domains)[start..];
            alternatives = alternatives.Count == 0 ? ValueList.Create<string>(others) : [.. alternatives, .. others];
        }
    }
}
