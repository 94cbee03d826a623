using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Entries;

namespace MeshActors.Mesh.Tests.Registry;

public sealed class EntryServiceContentTests
{
    private static readonly Service Sample = Meshes.Compile(Samples.ServiceEntry(
        "ext", "hosts: [a.example.com], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}]")).Only();

    /// <summary>Every property that a service can be given, so that none added later is forgotten.</summary>
    public static TheoryData<string> Properties => [.. typeof(Service).GetProperties().Where(p => p.CanWrite).Select(p => p.Name)];

    [Fact]
    public void IsSame_Copy_IsTrue() => EntryServiceContent.IsSame(Sample with { }, Sample).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Properties))]
    public void IsSame_OtherValueOfAProperty_IsFalse(string name)
    {
        var other = Sample with { };
        var property = typeof(Service).GetProperty(name)!;
        property.SetValue(other, OtherThan(property.PropertyType, property.GetValue(Sample)));

        EntryServiceContent.IsSame(other, Sample).ShouldBeFalse();
    }

    private static object OtherThan(Type type, object? value) => value switch
    {
        bool flag => !flag,
        Enum some => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(some)),
        ObjectReference => default(ObjectReference),
        IReadOnlyList<MeshPort> => (IReadOnlyList<MeshPort>)[new("other", 81, Protocol.Tcp)],
        IReadOnlyList<string> => (IReadOnlyList<string>)["other"],
        IReadOnlyList<ServiceKey> => (IReadOnlyList<ServiceKey>)[new("other", "other")],
        IReadOnlyDictionary<string, string> => new Dictionary<string, string> { ["other"] = "other" },
        IReadOnlyDictionary<int, int> => new Dictionary<int, int> { [1] = 2 },
        IReadOnlyDictionary<string, IReadOnlyList<string>> => new Dictionary<string, IReadOnlyList<string>> { ["other"] = [] },
        IReadOnlyDictionary<string, IReadOnlyDictionary<int, int>> => new Dictionary<string, IReadOnlyDictionary<int, int>> { ["other"] = new Dictionary<int, int>() },
        IReadOnlyDictionary<string, Service> => new Dictionary<string, Service> { ["other"] = Sample },
        _ when type == typeof(DateTimeOffset?) => DateTimeOffset.UnixEpoch,
        _ => "other",
    };
}
