using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Rules that say which endpoints are sent mutual TLS.</summary>
internal static class RuleForms
{
    public static Proto.MutualTlsRules ToProto(MutualTlsRules rules)
    {
        var proto = new Proto.MutualTlsRules { IsDisabled = rules.IsDisabled, Workloads = { rules.Workloads.Select(ToProto) } };
        if (rules.Commanded is { } commanded)
        {
            proto.Commanded = commanded;
        }

        return proto;
    }

    public static MutualTlsRules FromProto(Proto.MutualTlsRules rules) => new()
    {
        Commanded = rules.HasCommanded ? rules.Commanded : null,
        IsDisabled = rules.IsDisabled,
        Workloads = [.. rules.Workloads.Select(FromProto)],
    };

    private static Proto.WorkloadRule ToProto(WorkloadRule rule) => new()
    {
        Selector = { rule.Selector.Select(QueryForms.ToProto) },
        IsDisabled = rule.IsDisabled,
        Ports = { rule.Ports.Select(static port => new Proto.PortRule { Port = port.Key, IsDisabled = port.Value }) },
    };

    private static WorkloadRule FromProto(Proto.WorkloadRule rule) => new(
        [.. rule.Selector.Select(QueryForms.FromProto)],
        rule.IsDisabled,
        [.. rule.Ports.Select(static port => KeyValuePair.Create(port.Port, port.IsDisabled))]);
}
