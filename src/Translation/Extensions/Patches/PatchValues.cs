using System.Text.Json;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using Filter = Envoy.Config.Listener.V3.Filter;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Reads the values of patches.</summary>
internal static class PatchValues
{
    /// <summary>Null for what is no part of the resources here, as the bootstrap.</summary>
    public static MessageDescriptor? TypeOf(ApplyTo target) => target switch
    {
        ApplyTo.Cluster => Cluster.Descriptor,
        ApplyTo.Listener => Listener.Descriptor,
        ApplyTo.ListenerFilter => ListenerFilter.Descriptor,
        ApplyTo.FilterChain => FilterChain.Descriptor,
        ApplyTo.NetworkFilter => Filter.Descriptor,
        ApplyTo.HttpFilter => HttpFilter.Descriptor,
        ApplyTo.RouteConfiguration => RouteConfiguration.Descriptor,
        ApplyTo.VirtualHost => VirtualHost.Descriptor,
        ApplyTo.HttpRoute => Route.Descriptor,
        ApplyTo.ExtensionConfig => TypedExtensionConfig.Descriptor,
        _ => null,
    };

    /// <returns>False for a value that is no such message; admission has warned of it.</returns>
    public static bool TryRead(MessageDescriptor type, JsonElement json, out IMessage? value)
    {
        try
        {
            // Patches may be written for another version of Envoy's API.
            value = EnvoyJson.ParseKnown(json, type);
            return true;
        }
        catch (InvalidProtoJsonException)
        {
            value = null;
            return false;
        }
    }
}
