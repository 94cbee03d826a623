using System.CommandLine;

namespace MeshActors.MeshGenerator;

/// <summary>The options that say how large a mesh is, for every program that takes one.</summary>
public sealed class ShapeOptions
{
    private static readonly MeshShape Default = new();

    private readonly Option<int> _services = Number("--services", "Services", Default.Services, least: 1);
    private readonly Option<int> _endpoints = Number("--endpoints", "Endpoints of each service", Default.Endpoints, least: 1);
    private readonly Option<int> _namespaces = Number("--namespaces", "Namespaces", Default.Namespaces, least: 1);
    private readonly Option<int> _virtualServices = Number("--virtual-services", "VirtualServices", Default.VirtualServices, least: 0);
    private readonly Option<int> _destinationRules = Number("--destination-rules", "DestinationRules", Default.DestinationRules, least: 0);
    private readonly Option<int> _proxies = Number("--proxies", "Sidecars", Default.Proxies, least: 1);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_services, _endpoints, _namespaces, _virtualServices, _destinationRules, _proxies])
        {
            command.Options.Add(option);
        }
    }

    public MeshShape Read(ParseResult parsed) => new()
    {
        Services = parsed.GetValue(_services),
        Endpoints = parsed.GetValue(_endpoints),
        Namespaces = parsed.GetValue(_namespaces),
        VirtualServices = parsed.GetValue(_virtualServices),
        DestinationRules = parsed.GetValue(_destinationRules),
        Proxies = parsed.GetValue(_proxies),
    };

    private static Option<int> Number(string name, string description, int whenAbsent, int least)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => whenAbsent };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && value < least)
            {
                result.AddError($"{name} {value} is less than {least}.");
            }
        });
        return option;
    }
}
