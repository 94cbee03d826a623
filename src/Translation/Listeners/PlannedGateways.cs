using MeshActors.Mesh.View;

namespace MeshActors.Translation.Listeners;

/// <summary>The listeners that the Gateways of a proxy make.</summary>
/// <param name="Gateways">What they were planned from.</param>
/// <param name="Listeners">By address and port, each with at least one chain.</param>
/// <param name="ReadsRoutes">Whether more than Gateways decided something: then the plan holds for its view only.</param>
internal sealed record PlannedGateways(
    MergedGateway Gateways, IReadOnlyList<PlannedListener> Listeners, bool ReadsRoutes)
{
    /// <param name="plan">The plan.</param>
    /// <param name="gateways">What it is made from.</param>
    public static PlannedGateways Of(GatewayPlan plan, MergedGateway gateways)
    {
        var listeners = plan.Listeners().ToList();
        return new(gateways, listeners, plan.ReadsRoutes);
    }
}

/// <summary>A listener of a gateway.</summary>
/// <param name="Bind">Its address.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsQuic">Whether it is for HTTP/3.</param>
/// <param name="Chains">What it consists of.</param>
internal sealed record PlannedListener(string Bind, int Port, bool IsQuic, ValueList<ChainInputs> Chains)
{
    /// <summary>Whether no Gateway names the address: it is one of several then, where the proxy has addresses of both families.</summary>
    public bool IsAnywhere { get; init; }

    /// <summary>The servers, where each of them made the chain in the same place from nothing but itself; null otherwise.</summary>
    public IReadOnlyList<GatewayServer>? Servers { get; init; }
}

/// <summary>What the gateways that share plans have in common. Labels count by reference, as for what selects a gateway.</summary>
internal readonly record struct GatewayPlanKey(ListenerSettings Settings, bool MayBindPrivilegedPorts, IReadOnlyDictionary<string, string> Labels);

/// <summary>The newest plan of some gateways, and the listeners that were made of it.</summary>
internal sealed class LatestGateway
{
    private PlannedGateways? _plan;
    private Made? _made;

    public PlannedGateways? Plan
    {
        get => Volatile.Read(ref _plan);
        set => Volatile.Write(ref _plan, value);
    }

    /// <summary>Listeners by their inputs. What was made before a sweep is made again, so that memos see what is still in use.</summary>
    public IReadOnlyList<(GatewayListenerInputs Inputs, EncodedResource Resource)> Listeners(int generation) =>
        Volatile.Read(ref _made) is { } made && made.Generation == generation ? made.Listeners : [];

    public void Keep(int generation, IReadOnlyList<(GatewayListenerInputs Inputs, EncodedResource Resource)> listeners) =>
        Volatile.Write(ref _made, new(generation, listeners));

    private sealed record Made(int Generation, IReadOnlyList<(GatewayListenerInputs Inputs, EncodedResource Resource)> Listeners);
}
