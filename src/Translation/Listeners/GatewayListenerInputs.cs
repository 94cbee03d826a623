namespace MeshActors.Translation.Listeners;

/// <summary>The whole input of one gateway listener.</summary>
/// <param name="Chains">One or more.</param>
internal sealed record GatewayListenerInputs(
    ListenerSettings Settings,
    ListenerPolicies Policies,
    ListenerExtensions Extensions,
    string Bind,
    int Port,
    ValueList<ChainInputs> Chains)
{
    /// <summary>Whether it is for HTTP/3, which comes by UDP.</summary>
    public bool IsQuic { get; init; }
}
