using System.Text;
using System.Text.Json;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Discovery;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Actors.Discovery.Debugging;
using MeshActors.Actors.Discovery.Identities;
using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.Grpc;

namespace MeshActors.Host.Replicas;

/// <summary>What serves proxies on one replica.</summary>
/// <param name="Service">The xDS service, to be mapped.</param>
/// <param name="Connections">Who is connected.</param>
/// <param name="Rehearsal">What may be tried before anybody is.</param>
internal sealed record DiscoveryParts(ServerServiceDefinition Service, ConnectionRegistry Connections, Rehearsal Rehearsal)
{
    public static DiscoveryParts Start(ActorSystem system, ReplicaActors actors, ICallerAuthenticator callers, IDebugAnswers debug, string replicaId, TimeSpan drainTime)
    {
        var settings = new DiscoverySettings(actors.Regions, actors.Views, system.TimeProvider)
        {
            LoggerFactory = system.Settings.LoggerFactory,
            ControlPlane = ControlPlane(replicaId),
            Debug = debug,

            // A stream that must be reset is reset before the drain cuts its connection.
            EndGrace = drainTime / 2,
        };
        var hub = system.ActorOf(ScopeHub.Props(settings), "scopes");
        system.EventStream.Subscribe<RenewSubscriptions>(hub);
        return new(new AdsService(system, hub, settings).Define(callers), settings.Connections, new(system, hub, settings));
    }

    // istioctl reads the instance's name from here.
    private static string ControlPlane(string replicaId)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("Component", "istiod");
            json.WriteString("ID", replicaId);
            json.WriteStartObject("Info");
            json.WriteString("version", BuildInfo.Version);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
