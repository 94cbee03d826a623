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
        registry.Register<Where>(
            "where/1", static (m, output, _) => Wire.WriteString(output, 1, m.Text), static (bytes, _) => new Where(WireReader.TextOf(bytes, 1)));
        registry.Register<Here>(
            "here/1",
            static (m, output, _) =>
            {
                Wire.WriteString(output, 1, m.Replica);
                Wire.WriteString(output, 2, m.Entity);
                Wire.WriteString(output, 3, m.Text);
            },
            static (bytes, _) => new Here(WireReader.TextOf(bytes, 1), WireReader.TextOf(bytes, 2), WireReader.TextOf(bytes, 3)));
        registry.Register<Number>("number/1", static (m, output, _) => Wire.WriteNumber(output, 1, m.Value), static (bytes, _) =>
        {
            var reader = new WireReader(bytes);
            return new Number(reader.Next() ? (int)reader.Number : 0);
        });
    }
}
