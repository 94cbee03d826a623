namespace MeshActors.Translation.Listeners;

/// <summary>The whole input of one outbound listener.</summary>
/// <param name="Binds">The address that names it, then further ones; a Unix socket's path where <paramref name="Port"/> is 0.</param>
/// <param name="BindsToPort">Whether it is a socket of its own, and not only found by the captured destination.</param>
/// <param name="Chains">In order; one that matches everything becomes the default.</param>
internal sealed record OutboundListenerInputs(
    ListenerSettings Settings,
    ValueList<string> Binds,
    int Port,
    bool BindsToPort,
    ValueList<ChainInputs> Chains,
    ListenerExtensions Extensions)
{
    /// <summary>Address and port tell nearly all listeners apart; the chains of a thousand would cost more to hash than to compare once.</summary>
    public override int GetHashCode() => HashCode.Combine(Settings, Binds[0], Port, BindsToPort);
}
