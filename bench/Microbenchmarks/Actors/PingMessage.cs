using MeshActors.Actors.Remote;

namespace MeshActors.Microbenchmarks.Actors;

/// <summary>A small message that may cross.</summary>
internal sealed record PingMessage(long Number)
{
    public static void Register(MessageRegistry registry) => registry.Register<PingMessage>(
        "ping/1",
        static (m, output, _) => Wire.WriteNumber(output, 1, m.Number),
        static (bytes, _) =>
        {
            var reader = new WireReader(bytes);
            return new PingMessage(reader.Next() ? reader.Number : 0);
        });
}
