using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using Istio.Networking.Nds.V1;

namespace MeshActors.EnvoyApi.Tests;

public class EnvoyEncodingTests
{
    [Fact]
    public void ToBytes_MapsFilledInDifferentOrder_AreEqual()
    {
        var forward = Table("a.example", "b.example", "c.example");
        var backward = Table("c.example", "b.example", "a.example");

        EnvoyEncoding.ToBytes(backward).ShouldBe(EnvoyEncoding.ToBytes(forward));
    }

    [Fact]
    public void ToBytes_MapsInsideMapValuesAndLists_AreSortedToo()
    {
        Metadata Build(IEnumerable<string> keys)
        {
            var inner = new Struct();
            foreach (var key in keys)
            {
                inner.Fields[key] = Value.ForString(key);
            }

            return new Metadata
            {
                FilterMetadata = { ["istio"] = new Struct { Fields = { ["list"] = Value.ForList(Value.ForStruct(inner)) } } },
            };
        }

        EnvoyEncoding.ToBytes(Build(["z", "m", "a"])).ShouldBe(EnvoyEncoding.ToBytes(Build(["a", "z", "m"])));
    }

    [Fact]
    public void ToBytes_UnsortedMap_KeepsItsValue()
    {
        var table = Table("c.example", "a.example");

        NameTable.Parser.ParseFrom(EnvoyEncoding.ToBytes(table)).ShouldBe(Table("a.example", "c.example"));
    }

    private static NameTable Table(params string[] hosts)
    {
        var table = new NameTable();
        foreach (var host in hosts)
        {
            table.Table[host] = new NameTable.Types.NameInfo { Registry = "Kubernetes", Shortname = host };
        }

        return table;
    }
}
