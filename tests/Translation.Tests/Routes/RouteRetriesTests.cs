using MeshActors.Mesh.Networking;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Tests.Routes;

public sealed class RouteRetriesTests
{
    [Fact]
    public void Outbound_NoPolicy_IsIstiosDefault()
    {
        var retry = RouteRetries.Outbound(null, isHashed: false)!;

        retry.NumRetries.ShouldBe(2u);
        retry.RetryOn.ShouldBe("connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes");
        retry.RetryHostPredicate.ShouldHaveSingleItem();
        RouteRetries.Outbound(null, isHashed: true)!.RetryHostPredicate.ShouldBeEmpty();
    }

    [Fact]
    public void Outbound_NoAttempts_DisablesRetries() => RouteRetries.Outbound(new() { Attempts = 0 }, isHashed: false).ShouldBeNull();

    [Theory]
    [InlineData("5xx, 503 ,gateway-error", "5xx,gateway-error,retriable-status-codes", 503u)]
    [InlineData("503,retriable-status-codes", "retriable-status-codes", 503u)]
    public void Outbound_StatusCodesAmongConditions_AreTakenOut(string conditions, string expected, uint code)
    {
        var retry = RouteRetries.Outbound(new() { Attempts = 1, RetryOn = conditions }, isHashed: false)!;

        retry.RetryOn.ShouldBe(expected);
        retry.RetriableStatusCodes.ShouldBe([code]);
    }

    [Fact]
    public void Outbound_NumberThatIsNoStatusCode_StaysACondition() =>
        RouteRetries.Outbound(new() { Attempts = 1, RetryOn = "999" }, isHashed: false)!.RetryOn.ShouldBe("999");

    [Fact]
    public void Inbound_Policy_HasNothingAboutChoosingHosts()
    {
        var retry = RouteRetries.Inbound(new HttpRetry { Attempts = 4, PerTryTimeout = TimeSpan.FromSeconds(1), Backoff = TimeSpan.FromSeconds(2) })!;

        retry.NumRetries.ShouldBe(4u);
        retry.RetryOn.ShouldBe("reset-before-request");
        retry.PerTryTimeout.ShouldBeNull();
        retry.RetryHostPredicate.ShouldBeEmpty();
        retry.RetryBackOff.BaseInterval.Seconds.ShouldBe(2);
    }
}
