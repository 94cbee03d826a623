using System.Runtime.CompilerServices;
using Google.Protobuf;
using MeshActors.Mesh.Registry;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>A service's encoding, made once an instance: a service goes to many replicas, and is compared by what it says.</summary>
internal static class ServiceBytes
{
    private static readonly ConditionalWeakTable<Service, byte[]> Encoded = [];

    public static byte[] Of(Service service) => Encoded.GetValue(service, static s => ServiceForms.ToProto(s).ToByteArray());
}
