using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

public sealed class HostIndexTests
{
    [Theory]
    [InlineData("a.b.c", "a.b.c")]
    [InlineData("x.b.c", "*.b.c")]
    [InlineData("x.y.c", "*.c")]
    [InlineData("elsewhere", "*")]
    [InlineData("*.b.c", "*.b.c")]
    [InlineData("*.x.b.c", "*.b.c")]
    public void TryMatch_Name_FindsTheMostSpecificEntry(string name, string expected)
    {
        var index = IndexOf("a.b.c", "*.b.c", "*.c", "*");

        index.TryMatch(name, out var found).ShouldBeTrue();

        found.ShouldBe(expected);
    }

    [Fact]
    public void TryMatch_NothingCovers_FindsNothing() => IndexOf("a.b.c", "*.b.c").TryMatch("b.c", out _).ShouldBeFalse();

    [Fact]
    public void TryAdd_SameNameAgain_KeepsTheFirst()
    {
        var index = new HostIndex<int>();

        index.TryAdd("*.c", 1).ShouldBeTrue();
        index.TryAdd("*.c", 2).ShouldBeFalse();

        index.TryMatch("a.c", out var found).ShouldBeTrue();
        found.ShouldBe(1);
    }

    [Fact]
    public void TryMatch_RandomNames_AgreesWithASearchThroughAll()
    {
        var random = new Random(17);
        string RandomName(bool mayBeWild)
        {
            var labels = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3) switch { 0 => "a", 1 => "b", _ => "cc" });
            var name = string.Join('.', labels);
            return mayBeWild && random.Next(2) == 0 ? "*." + name : name;
        }

        for (var round = 0; round < 200; round++)
        {
            var entries = Enumerable.Range(0, 8).Select(_ => RandomName(true)).Distinct().ToArray();
            var index = IndexOf(entries);
            var name = RandomName(true);

            var expected = entries.Where(entry => Hostname.SubsetOf(name, entry)).Order(Comparer<string>.Create(Hostname.CompareSpecificity)).FirstOrDefault();

            index.TryMatch(name, out var found);
            found.ShouldBe(expected, $"{name} in {string.Join(' ', entries)}");
        }
    }

    private static HostIndex<string> IndexOf(params string[] hosts)
    {
        var index = new HostIndex<string>();
        foreach (var host in hosts)
        {
            index.TryAdd(host, host);
        }

        return index;
    }
}
