namespace MeshActors.Translation.Listeners;

/// <summary>Which way the traffic of a listener goes, as policies and telemetry tell it apart.</summary>
public enum ListenerClass
{
    SidecarInbound,
    SidecarOutbound,
    Gateway,
}
