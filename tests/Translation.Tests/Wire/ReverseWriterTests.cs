using System.Text;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Tests.Wire;

public sealed class ReverseWriterTests
{
    /// <summary>Lengths around those of one and two vectors, and text that is more than ASCII at either end.</summary>
    public static TheoryData<string> Texts()
    {
        var texts = new TheoryData<string> { "", "ä", "aaaaaaaaaaä", "äaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaä" };
        foreach (var length in (int[])[1, 7, 8, 9, 15, 16, 17, 40])
        {
            texts.Add(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))));
        }

        return texts;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_AnyLength_IsItsUtf8(string text)
    {
        var output = new ReverseWriter();
        output.Text(text);
        output.Letter(';');

        var written = output.ToArray();
        output.Dispose();
        Encoding.UTF8.GetString(written).ShouldBe(";" + text);
    }

    [Fact]
    public void Again_WhereTheBufferGrows_RepeatsWhatWasWritten()
    {
        var output = new ReverseWriter();
        output.Text("z");
        var end = output.Written;
        output.Text(new string('x', 3000));
        output.Text("y");
        var start = output.Written;
        output.Again(end, start);

        var written = output.ToArray();
        output.Dispose();
        var once = "y" + new string('x', 3000);
        Encoding.UTF8.GetString(written).ShouldBe(once + once + "z");
    }
}
