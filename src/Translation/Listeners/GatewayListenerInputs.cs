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

    /// <summary>Whether no Gateway names the address. One that is named is the only one.</summary>
    public bool IsAnywhere { get; init; }

    /// <summary>Whether a chain that both have is the same bytes in both.</summary>
    public bool EncodesChainsLike(GatewayListenerInputs other) =>
        ReferenceEquals(Settings, other.Settings)
        && ReferenceEquals(Policies, other.Policies)
        && ReferenceEquals(Extensions, other.Extensions)
        && Bind == other.Bind
        && Port == other.Port
        && IsQuic == other.IsQuic;

    /// <summary>Address and port tell nearly all listeners apart; a thousand chains would cost more to hash than to compare once.</summary>
    public override int GetHashCode() => HashCode.Combine(Settings, Bind, Port, Chains.Count);
}
