using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Tests.Actor;

public sealed class MessageHandlerTests : IAsyncDisposable
{
    private readonly TestKit.TestKit _kit = new();

    public ValueTask DisposeAsync() => _kit.DisposeAsync();

    public static TheoryData<object, string> Messages => new()
    {
        { "text", "string" },
        { 3, "nullable" },
        { new[] { "covariant" }, "array" },
        { new Action<object>(_ => { }), "delegate" },
        { new Derived(), "base" },
        { 3.5, "any" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Receive_MessageOfADeclaredType_GoesToTheFirstHandlerThatTakesIt(object message, string handler)
    {
        _kit.TestActor.Send(_kit.ActorOf(() => new Telling()), message);

        await _kit.TestActor.ExpectMsgAsync(handler);
    }

    private class Base;

    private sealed class Derived : Base;

    private sealed class Telling : ReceiveActor
    {
        public Telling()
        {
            Receive<string>(_ => Sender.Tell("string"));
            Receive<int?>(_ => Sender.Tell("nullable"));
            Receive<object[]>(_ => Sender.Tell("array"));
            Receive<Action<string>>(_ => Sender.Tell("delegate"));
            Receive<Base>(_ => Sender.Tell("base"));
            ReceiveAny(_ => Sender.Tell("any"));
        }
    }
}
