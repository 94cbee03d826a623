using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

public sealed class ListStepTests
{
    private static readonly string[] Items = ["a", "b", "c", "d", "e"];

    [Theory]
    [InlineData("abc", "abc", 3, 0, 0)]
    [InlineData("abc", "adc", 1, 1, 1)]
    [InlineData("abc", "abcd", 3, 0, 1)]
    [InlineData("abc", "bc", 0, 1, 0)]
    [InlineData("abcde", "aecde", 1, 1, 1)]
    [InlineData("aa", "a", 1, 1, 0)]
    [InlineData("", "ab", 0, 0, 2)]
    [InlineData("abc", "cba", 0, 3, 3)]
    public void Between_Lists_FindsTheWindowInWhichTheyDiffer(string before, string after, int start, int gone, int come)
    {
        ListStep.Between(Of(before), Of(after)).ShouldBe(new ListStep(start, gone, come));
        ListStep.Between([.. Of(before)], (IReadOnlyList<string>)Of(after).ToList()).ShouldBe(new ListStep(start, gone, come));
    }

    [Fact]
    public void Between_EqualButOtherInstances_Differs() =>
        ListStep.Between<string>(["a"], [new string("a")]).IsOneForOne.ShouldBeTrue();

    [Fact]
    public void Between_TheSameList_IsEmpty()
    {
        var list = Of("abc");

        ListStep.Between(list, list).IsEmpty.ShouldBeTrue();
    }

    private static string[] Of(string letters) => [.. letters.Select(letter => Items[letter - 'a'])];
}
