using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Validation;

/// <summary>
/// Rules that an object's schema cannot tell and that translation depends on. An object that breaks one counts as absent and
/// says so on its status; what only looks unwise is left to analysis.
/// </summary>
public static class ObjectValidator
{
    /// <summary>What is wrong, by field; empty where nothing is, and for kinds without such rules.</summary>
    public static IReadOnlyList<FieldError> Validate(MeshObject item)
    {
        var errors = new List<FieldError>();
        switch (item)
        {
            case Config<VirtualService> config:
                VirtualServiceRules.Check(config.Spec, errors);
                break;
            case Config<DestinationRule> config:
                DestinationRuleRules.Check(config.Spec, errors);
                break;
            case Config<Gateway> config:
                GatewayRules.Check(config.Spec, errors);
                break;
            case Config<ServiceEntry> config:
                ServiceEntryRules.Check(config.Spec, errors);
                break;
            default:
                break;
        }

        return errors;
    }

    /// <summary>Parses an object and holds it to the rules: the result has either an object or errors.</summary>
    public static ParsedObject ParseValid(ResourceKind? kind, ReadOnlyMemory<byte> json)
    {
        var parsed = ObjectParser.Parse(kind, json);
        return parsed.Object is { } item && Validate(item) is { Count: > 0 } errors
            ? parsed with { Object = null, Errors = errors }
            : parsed;
    }

    internal static void CheckPort(int number, string path, List<FieldError> errors)
    {
        if (number is < 1 or > 65535)
        {
            errors.Add(new(path, $"port number {number} must be in the range 1..65535"));
        }
    }
}
