using MeshActors.Actors.Actor;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Tests.Sharding;

internal sealed record Where(string Text);

internal sealed record Here(string Replica, string Entity, string Text);

internal sealed record Number(int Value);

internal static class TestMessages
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<Where>("where/1", static (m, output, _) => Wire.WriteString(output, m.Text), static (bytes, _) =>
        {
            var reader = new WireReader(bytes);
            return new Where(reader.ReadString());
        });
        registry.Register<Here>(
            "here/1",
            static (m, output, _) =>
            {
                Wire.WriteString(output, m.Replica);
                Wire.WriteString(output, m.Entity);
                Wire.WriteString(output, m.Text);
            },
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new Here(reader.ReadString(), reader.ReadString(), reader.ReadString());
            });
        registry.Register<Number>("number/1", static (m, output, _) => Wire.WriteVarint(output, (ulong)m.Value), static (bytes, _) =>
        {
            var reader = new WireReader(bytes);
            return new Number((int)reader.ReadVarint());
        });
    }
}
