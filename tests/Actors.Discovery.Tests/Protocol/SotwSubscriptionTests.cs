using MeshActors.Actors.Discovery.Protocol;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Actors.Discovery.Tests.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Protocol;

/// <summary>The rules of the state-of-the-world protocol, one test each.</summary>
public sealed class SotwSubscriptionTests
{
    private readonly NamePool _names = new();
    private readonly Push _push = new();
    private int _nonce;

    [Fact]
    public void Clusters_AreAlwaysSentWhole()
    {
        var clusters = Begin(XdsType.Cluster, []);
        var set = Sample.Whole("a", "b");

        Next(clusters, set).ShouldBe(["a=1", "b=1"]);
        Next(clusters, set.With(Sample.Resources("a:2"), [])).ShouldBe(["a=2", "b=1"]);
    }

    [Fact]
    public void RemovedCluster_StaysInTheSetUntilRemovalsAreDue()
    {
        var clusters = Begin(XdsType.Cluster, []);
        var set = Sample.Whole("a", "b");
        Next(clusters, set);
        var after = set.With(Sample.Resources("c"), ["a"]);

        Next(clusters, after, removes: false).ShouldBe(["a=1", "b=1", "c=1"]);
        Next(clusters, after).ShouldBe(["b=1", "c=1"]);
        Next(clusters, after).ShouldBeNull();
    }

    [Fact]
    public void Endpoints_OnlyChangedOnesAreSent()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a", "b"]);
        var set = Sample.Named("a", "b");

        Next(endpoints, set).ShouldBe(["a=1", "b=1"]);
        Next(endpoints, set.With(Sample.Resources("b:2"), [])).ShouldBe(["b=2"]);
    }

    [Fact]
    public void Wildcard_WithoutAnyResource_IsAnsweredEmpty() =>
        Next(Begin(XdsType.Listener, []), Sample.Whole()).ShouldBe([]);

    [Fact]
    public void Ack_WithTheSameNames_IsNotAnswered()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a"]);
        Next(endpoints, Sample.Named("a"), answer: false);

        endpoints.OnRequest(["a"], "1", null).ShouldBe(Acknowledgement.Ack);

        Next(endpoints, Sample.Named("a")).ShouldBeNull();
    }

    [Fact]
    public void NamesAdded_OnlyTheNewOnesAreAnswered()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a"]);
        var set = Sample.Named("a", "b");
        Next(endpoints, set, answer: false);

        endpoints.OnRequest(["a", "b"], "1", null);

        Next(endpoints, set).ShouldBe(["b=1"]);
    }

    [Fact]
    public void NameThatDoesNotExist_IsAnsweredWithNothing()
    {
        var routes = Begin(XdsType.Route, ["a"]);

        Next(routes, Sample.Named()).ShouldBeNull();
        Next(routes, Sample.Named().With([], ["a"])).ShouldBe([]);
    }

    [Fact]
    public void NamedListeners_WaitUntilEveryNameIsKnown()
    {
        var listeners = Begin(XdsType.Listener, ["a", "b", "x"], mayBeWildcard: false);
        var set = Sample.Named("a");

        Next(listeners, set).ShouldBeNull();
        Next(listeners, set = set.With(Sample.Resources("b"), ["x"])).ShouldBe(["a=1", "b=1"]);
        Next(listeners, set.With(Sample.Resources("b:2"), [])).ShouldBe(["a=1", "b=2"]);
    }

    [Fact]
    public void StaleNonce_IsIgnoredWithItsNames()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a"]);
        Next(endpoints, Sample.Named("a"), answer: false);

        endpoints.OnRequest(["a", "b"], "old", null).ShouldBe(Acknowledgement.Stale);

        endpoints.IsInFlight.ShouldBeTrue();
        endpoints.Names.All.ShouldBe(["a"]);
    }

    [Fact]
    public void Nack_IsNotAnsweredWithTheSameSet()
    {
        var clusters = Begin(XdsType.Cluster, []);
        var set = Sample.Whole("a", "b");
        Next(clusters, set, answer: false);

        clusters.OnRequest([], "1", "b is bad").ShouldBe(Acknowledgement.Nack);

        clusters.Ledger.LastNack.ShouldBe("b is bad");
        Next(clusters, set).ShouldBeNull();
        Next(clusters, set.With(Sample.Resources("b:2"), [])).ShouldBe(["a=1", "b=2"]);
    }

    [Fact]
    public void NoNames_AfterNames_MeansNothingAndNotEverything()
    {
        var clusters = Begin(XdsType.Cluster, ["a"]);
        var set = Sample.Whole("a", "b");
        Next(clusters, set, answer: false);

        clusters.OnRequest([], "1", null);

        clusters.IsWildcard.ShouldBeFalse();
        clusters.Names.Count.ShouldBe(0);
    }

    [Fact]
    public void NoNonce_BeginsAnew()
    {
        var clusters = Begin(XdsType.Cluster, []);
        var set = Sample.Whole("a");
        Next(clusters, set, answer: false);

        clusters.OnRequest([], "", null).ShouldBe(Acknowledgement.None);

        Next(clusters, set).ShouldBe(["a=1"]);
    }

    [Fact]
    public void Version_IsThatOfTheNamedResourcesAlone()
    {
        var endpoints = Begin(XdsType.Endpoint, ["a"]);
        Next(endpoints, Sample.Named("a", "b"));
        var version = endpoints.Ledger.VersionSent;
        var elsewhere = Begin(XdsType.Endpoint, ["a"]);
        Next(elsewhere, Sample.Named("c", "a"));

        elsewhere.Ledger.VersionSent.ShouldBe(version);
        version.ShouldBe(Sample.Whole("a").Fingerprint.ToString());
    }

    private SotwSubscription Begin(XdsType type, string[] names, bool mayBeWildcard = true)
    {
        var subscription = new SotwSubscription(type, mayBeWildcard && XdsTranslator.WildcardTypes.Contains(type), _names);
        subscription.OnRequest(names, "", null);
        return subscription;
    }

    private string[]? Next(Subscription subscription, ResourceSet set, bool removes = true, bool answer = true)
    {
        _push.Clear();
        if (!subscription.TryNext(set, removes, _push))
        {
            return null;
        }

        _push.Removed.ShouldBeEmpty();
        var nonce = $"{++_nonce}";
        subscription.Ledger.Send(nonce, _push.Version.ToString(), 0, 0);
        if (answer)
        {
            subscription.Ledger.Take(nonce, null);
        }

        return Sample.Texts(_push.Resources);
    }
}
