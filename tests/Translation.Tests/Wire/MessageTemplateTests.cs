using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Translation.Wire;
using Shouldly;
using Xunit;

namespace MeshActors.Translation.Tests.Wire;

/// <summary>Templates come to the bytes that the library writes, however long what is filled in is.</summary>
public sealed class MessageTemplateTests
{
    private static readonly string First = MessageTemplate.Mark("first");
    private static readonly string Second = MessageTemplate.Mark("second");

    [Theory]
    [InlineData("a", "b")]
    [InlineData("", "")]
    [InlineData("a text of more than a hundred and twenty-seven letters, so that lengths of all messages around it need two bytes where they needed one before", "ß")]
    public void Fill_MarksInTextsAndNestedMessages_GivesWhatTheLibraryWrites(string first, string second)
    {
        var template = MessageTemplate.Of(Message(First, Second).ToByteArray(), [First, Second]);

        template.Fill([first, second]).ShouldBe(Message(first, second).ToByteArray());
    }

    [Fact]
    public void Of_BytesThatAreNoMessage_Throws() => Should.Throw<ArgumentException>(() => MessageTemplate.Of([0xff], [First]));

    private static Struct Message(string first, string second) => new()
    {
        Fields =
        {
            ["constant"] = Value.ForNumber(4),
            ["list"] = Value.ForList(Value.ForString("outbound|80||" + first), Value.ForStruct(new() { Fields = { ["inner"] = Value.ForString(second) } })),
            ["twice"] = Value.ForString("outbound_" + first + "_" + second + ";"),
        },
    };
}
