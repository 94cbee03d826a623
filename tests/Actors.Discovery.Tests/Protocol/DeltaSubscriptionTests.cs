using MeshActors.Actors.Discovery.Protocol;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Actors.Discovery.Tests.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Protocol;

/// <summary>The rules of "Incremental xDS" and of "How the client specifies what resources to return", one test each.</summary>
public sealed class DeltaSubscriptionTests
{
    private static readonly Dictionary<string, string> None = [];

    private readonly NamePool _names = new();
    private readonly Push _push = new();
    private int _nonce;

    [Fact]
    public void LegacyWildcard_FirstRequestNamesNothing_GetsEverything()
    {
        var clusters = Begin(XdsType.Cluster, []);

        Next(clusters, Sample.Whole("a", "b")).ShouldBe(["a=1", "b=1"]);
    }

    [Fact]
    public void LegacyWildcard_StaysWhenNamesAreAdded()
    {
        var clusters = Begin(XdsType.Cluster, []);
        var set = Sample.Whole("a", "b");
        Next(clusters, set);
        Request(clusters, ["a"], []);

        clusters.IsWildcard.ShouldBeTrue();
        Next(clusters, set).ShouldBe(["a=1"]);
        Next(clusters, set.With(Sample.Resources("b:2"), [])).ShouldBe(["b=2"]);
    }

    [Fact]
    public void Wildcard_WithoutAnyResource_IsAnsweredEmpty()
    {
        var listeners = Begin(XdsType.Listener, ["*"]);

        Next(listeners, Sample.Whole()).ShouldBe([]);
        Next(listeners, Sample.Whole()).ShouldBeNull();
    }

    [Fact]
    public void TypeAskedForByName_FirstRequestNamesNothing_GetsNothing()
    {
        var endpoints = Begin(XdsType.Endpoint, []);

        endpoints.IsWildcard.ShouldBeFalse();
        Next(endpoints, Sample.Named("a")).ShouldBeNull();
    }

    [Fact]
    public void Names_GetWhatTheyNameAndItsChanges()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a", "b"]);
        var set = Sample.Named("a", "b", "c");

        Next(endpoints, set).ShouldBe(["a=1", "b=1"]);
        Next(endpoints, set = set.With(Sample.Resources("c:2"), [])).ShouldBeNull();
        Next(endpoints, set.With(Sample.Resources("a:2", "c:3"), [])).ShouldBe(["a=2"]);
    }

    [Fact]
    public void Name_NotAnsweredYet_IsAnsweredOnceItIsKnown()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a", "b"]);
        var set = Sample.Named("a");

        Next(endpoints, set).ShouldBe(["a=1"]);
        Next(endpoints, set).ShouldBeNull();
        Next(endpoints, set.With(Sample.Resources("b"), [])).ShouldBe(["b=1"]);
    }

    [Fact]
    public void Name_ThatDoesNotExist_IsAnsweredAsRemoved()
    {
        var routes = Begin(XdsType.Route, ["a"]);

        Next(routes, Sample.Named().With([], ["a"])).ShouldBe(["-a"]);
    }

    [Fact]
    public void NameSubscribedAgain_IsAnsweredThoughUnchanged()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a"]);
        var set = Sample.Named("a");
        Next(endpoints, set);
        Request(endpoints, [], ["a"]);
        Next(endpoints, set).ShouldBeNull();

        Request(endpoints, ["a"], []);

        Next(endpoints, set).ShouldBe(["a=1"]);
    }

    [Fact]
    public void NameSubscribedTwice_IsAnsweredTwice()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a"]);
        Next(endpoints, Sample.Named("a"));

        Request(endpoints, ["a"], []);

        Next(endpoints, Sample.Named("a")).ShouldBe(["a=1"]);
    }

    [Fact]
    public void UnsubscribedName_GetsNoChanges()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a", "b"]);
        var set = Sample.Named("a", "b");
        Next(endpoints, set);

        Request(endpoints, [], ["a", "never asked for"]);

        Next(endpoints, set.With(Sample.Resources("a:2"), [])).ShouldBeNull();
    }

    [Fact]
    public void NameUnsubscribedWhileWildcard_IsAnsweredWithWhatItIs()
    {
        var clusters = Begin(XdsType.Cluster, ["*", "a", "x"]);
        var set = Sample.Whole("a", "b");
        Next(clusters, set).ShouldBe(["-x", "a=1", "b=1"]);

        Request(clusters, [], ["a"]);

        Next(clusters, set).ShouldBe(["a=1"]);
    }

    [Fact]
    public void WildcardUnsubscribed_LeavesNames()
    {
        var clusters = Begin(XdsType.Cluster, ["*", "a"]);
        var set = Sample.Whole("a", "b");
        Next(clusters, set);

        Request(clusters, [], ["*"]);

        Next(clusters, set = set.With(Sample.Resources("b:2"), [])).ShouldBeNull();
        Next(clusters, set.With(Sample.Resources("a:2"), [])).ShouldBe(["a=2"]);
    }

    [Fact]
    public void RemovedResource_IsToldByName()
    {
        var clusters = Begin(XdsType.Cluster, []);
        var set = Sample.Whole("a", "b");
        Next(clusters, set);

        Next(clusters, set.With([], ["a"])).ShouldBe(["-a"]);
    }

    [Fact]
    public void InitialVersions_SuppressWhatIsEqualAndOnlyThat()
    {
        var clusters = Begin(XdsType.Cluster, [], Versions("a", "b", "gone"));

        Next(clusters, Sample.Whole("a", "b:2", "c")).ShouldBe(["-gone", "b=2", "c=1"]);
    }

    [Fact]
    public void InitialVersions_AllEqual_NothingIsSent()
    {
        var clusters = Begin(XdsType.Cluster, ["*"], Versions("a", "b"));
        var endpoints = Begin(XdsType.Endpoint, ["a", "b"], Versions("a", "b"));

        Next(clusters, Sample.Whole("a", "b")).ShouldBeNull();
        Next(endpoints, Sample.Named("a", "b")).ShouldBeNull();
    }

    [Fact]
    public void InitialVersions_OfNamesNotSubscribed_AreIgnored()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a"], Versions("a", "b"));

        Next(endpoints, Sample.Named("a").With([], ["b"])).ShouldBeNull();
    }

    [Fact]
    public void InitialVersions_OfAnotherServer_AreNoVersionsOfOurs()
    {
        var clusters = Begin(XdsType.Cluster, [], new() { ["a"] = "2026-11-21T14:00:00Z/7" });

        Next(clusters, Sample.Whole("a")).ShouldBe(["a=1"]);
    }

    [Fact]
    public void StaleNonce_IsNoAnswerButItsNamesCount()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a"]);
        Next(endpoints, Sample.Named("a"), answer: false);

        Request(endpoints, ["b"], [], nonce: "old").ShouldBe(Acknowledgement.Stale);

        endpoints.IsInFlight.ShouldBeTrue();
        endpoints.Names.All.ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public void Ack_FreesTheTypeAndKeepsNonceAndVersion()
    {
        var clusters = Begin(XdsType.Cluster, []);
        Next(clusters, Sample.Whole("a"), answer: false);

        Request(clusters, [], [], nonce: "1").ShouldBe(Acknowledgement.Ack);

        clusters.IsInFlight.ShouldBeFalse();
        clusters.Ledger.NonceAcked.ShouldBe("1");
        clusters.Ledger.VersionAcked.ShouldBe(Sample.Whole("a").Fingerprint.ToString());
    }

    [Fact]
    public void Nack_KeepsItsReasonAndIsNotAnsweredWithTheSameBytes()
    {
        var clusters = Begin(XdsType.Cluster, []);
        var set = Sample.Whole("a", "b");
        Next(clusters, set, answer: false);

        Request(clusters, [], [], nonce: "1", error: "a is bad").ShouldBe(Acknowledgement.Nack);

        clusters.Ledger.LastNack.ShouldBe("a is bad");
        clusters.IsInFlight.ShouldBeFalse();
        Next(clusters, set).ShouldBeNull();
        Next(clusters, set.With(Sample.Resources("a:2"), [])).ShouldBe(["a=2"]);
    }

    [Fact]
    public void OtherScope_WithEqualResources_SendsNothing()
    {
        var clusters = Begin(XdsType.Cluster, []);
        Next(clusters, Sample.Whole("a", "b", "c"));

        Next(clusters, Sample.Whole("c", "a", "b:2", "d")).ShouldBe(["b=2", "d=1"]);
    }

    [Fact]
    public void OtherScope_ThatHasNotAnsweredYet_LeavesTheClientWhatItHas()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a", "b"]);
        Next(endpoints, Sample.Named("a", "b"));
        var other = Sample.Named();

        Next(endpoints, other).ShouldBeNull();
        Next(endpoints, other = other.With(Sample.Resources("a"), [])).ShouldBeNull();
        Next(endpoints, other.With(Sample.Resources("b:2"), [])).ShouldBe(["b=2"]);
    }

    [Fact]
    public void Forced_IsSentUnchanged()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a", "b"]);
        var set = Sample.Named("a", "b", "c");
        Next(endpoints, set);

        endpoints.Force("a");
        endpoints.Force("c");

        Next(endpoints, set).ShouldBe(["a=1"]);
    }

    [Fact]
    public void HeldBackRemoval_ComesOnceItIsAllowed()
    {
        var clusters = Begin(XdsType.Cluster, []);
        var set = Sample.Whole("a", "b");
        Next(clusters, set);
        var after = set.With(Sample.Resources("c"), ["a", "b"]);

        Next(clusters, after, removes: false).ShouldBe(["c=1"]);
        var again = after.With(Sample.Resources("b"), []);
        Next(clusters, again).ShouldBe(["-a", "b=1"]);
    }

    private static Dictionary<string, string> Versions(params string[] names) =>
        names.ToDictionary(name => name, name => Sample.Resource(name).ContentVersion.ToString());

    private static Acknowledgement Request(
        DeltaSubscription subscription, string[] subscribe, string[] unsubscribe, string nonce = "", string? error = null) =>
        subscription.OnRequest(subscribe, unsubscribe, None, nonce, error);

    private DeltaSubscription Begin(XdsType type, string[] subscribe, Dictionary<string, string>? versions = null)
    {
        var subscription = new DeltaSubscription(type, XdsTranslator.WildcardTypes.Contains(type), _names);
        subscription.OnRequest(subscribe, [], versions ?? None, "", null);
        return subscription;
    }

    /// <summary>The texts of what is sent, names that are removed with a dash; null where nothing is.</summary>
    private string[]? Next(Subscription subscription, ResourceSet set, bool removes = true, bool answer = true)
    {
        _push.Clear();
        if (!subscription.TryNext(set, removes, _push))
        {
            return null;
        }

        var nonce = $"{++_nonce}";
        subscription.Ledger.Send(nonce, _push.Version.ToString(), 0, 0);
        if (answer)
        {
            subscription.Ledger.Take(nonce, null);
        }

        return [.. _push.Removed.Select(name => "-" + name).Order(StringComparer.Ordinal), .. Sample.Texts(_push.Resources)];
    }
}
