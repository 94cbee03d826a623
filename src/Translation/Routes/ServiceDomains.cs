using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The domains of a service's virtual host.</summary>
/// <param name="All">In order: each name (the service's and its aliases') followed by its alternatives, then addresses.</param>
/// <param name="Alternatives">Those that are not full names: where one is another service's full name, that service has it.</param>
internal sealed record ServiceDomains(ValueList<string> All, ValueList<string> Alternatives)
{
    private const int UsualDomains = 6;

    public static ServiceDomains Of(DomainInputs inputs)
    {
        var domains = new List<string>(UsualDomains);
        ValueList<string> alternatives = [];
        AddName(inputs.Host);
        foreach (var alias in inputs.Service.Aliases)
        {
            AddName(alias.Hostname);
        }

        if (inputs.Service.IsHeadless)
        {
            // Each pod of a headless service has a name below the service's.
            domains.AddRange(domains.ConvertAll(domain => "*." + domain));
        }

        var addresses = inputs.IsForPort ? inputs.Addresses.AllForVirtualHost(inputs.Service) : inputs.Addresses.All(inputs.Service);
        foreach (var address in addresses)
        {
            if (address.Length > 0 && address != Service.UnspecifiedAddress)
            {
                HostDomains.Add(domains, address, inputs.AppendedPort);
            }
        }

        return new([.. domains], alternatives);

        void AddName(string name)
        {
            var others = HostDomains.Alternatives(name, inputs.AppendedPort, inputs.DnsDomain, inputs.IsAbsoluteToo);
            HostDomains.Add(domains, name, inputs.AppendedPort);
            domains.AddRange(others);
            alternatives = alternatives.Count == 0 ? [.. others] : [.. alternatives, .. others];
        }
    }
}
