using MeshActors.Actors.Discovery.Protocol;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Actors.Discovery.Tests.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Protocol;

/// <summary>The order of types: "Eventual consistency considerations".</summary>
public sealed class StreamStateTests
{
    private readonly NamePool _names = new();
    private readonly Push _push = new();
    private readonly StreamState _stream = new();
    private readonly ResourceSet?[] _sets = new ResourceSet?[Enum.GetValues<XdsType>().Length];
    private int _nonce;

    public StreamStateTests()
    {
        Set(XdsType.Cluster, Sample.Whole("a", "b"));
        Set(XdsType.Endpoint, Sample.Named("a", "b"));
        Set(XdsType.Listener, Sample.Whole("l"));
        Set(XdsType.Route, Sample.Named("r"));
    }

    [Fact]
    public void AllTypes_AreSentInOrderHoweverTheyWereAskedFor()
    {
        Subscribe(XdsType.Route, "r");
        Subscribe(XdsType.Listener);
        Subscribe(XdsType.Endpoint, "a", "b");
        Subscribe(XdsType.Cluster);

        Drain().ShouldBe(["Cluster a=1 b=1", "Endpoint a=1 b=1", "Listener l=1", "Route r=1"]);
    }

    [Fact]
    public void RemovedCluster_IsToldAfterTheRoutesThatNamedIt()
    {
        SubscribeAll();
        Drain();
        Set(XdsType.Cluster, _sets[0]!.With(Sample.Resources("c"), ["a"]));
        Set(XdsType.Route, _sets[(int)XdsType.Route]!.With(Sample.Resources("r:2"), []));

        Drain().ShouldBe(["Cluster c=1", "Route r=2", "Cluster -a"]);
    }

    [Fact]
    public void ChangedCluster_IsFollowedByItsLoadAssignment()
    {
        SubscribeAll();
        Drain();
        Set(XdsType.Cluster, _sets[0]!.With(Sample.Resources("a:2"), []));

        Drain().ShouldBe(["Cluster a=2", "Endpoint a=1"]);
    }

    [Fact]
    public void ClusterChangedBetweenStreams_IsFollowedByItsLoadAssignmentThoughTheClientHasIt()
    {
        var held = new Dictionary<string, string> { ["a"] = Sample.Resource("a", "0").ContentVersion.ToString(), ["b"] = Sample.Resource("b").ContentVersion.ToString() };
        Subscribe(XdsType.Cluster, held);
        Drain().ShouldBe(["Cluster a=1"]);
        var endpoints = new[] { "a", "b" }.ToDictionary(name => name, name => Sample.Resource(name).ContentVersion.ToString());
        Subscribe(XdsType.Endpoint, endpoints, "a", "b");

        Drain().ShouldBe(["Endpoint a=1"]);
    }

    [Fact]
    public void RoutesToNewClusters_WaitForThem()
    {
        SubscribeAll();
        Drain();
        Set(XdsType.Cluster, _sets[0]!.With(Sample.Resources("a:2"), []));
        var clusters = Next(answer: false).ShouldNotBeNull();
        Set(XdsType.Cluster, _sets[0]!.With(Sample.Resources("c"), []));
        Set(XdsType.Route, _sets[(int)XdsType.Route]!.With(Sample.Resources("r:2"), []));

        Drain().ShouldBe(["Endpoint a=1"]);
        _stream[XdsType.Cluster]!.Ledger.Take(_stream[XdsType.Cluster]!.Ledger.InFlight!, null);
        Drain().ShouldBe(["Cluster c=1", "Route r=2"]);
        clusters.ShouldBe("Cluster a=2");
    }

    [Fact]
    public void RefusedType_DoesNotStopTheOthers()
    {
        SubscribeAll();
        Next(answer: false).ShouldBe("Cluster a=1 b=1");
        _stream[XdsType.Cluster]!.Ledger.Take(_stream[XdsType.Cluster]!.Ledger.InFlight!, "no");

        Drain().ShouldBe(["Endpoint a=1 b=1", "Listener l=1", "Route r=1"]);
    }

    [Fact]
    public void ChangesBehindAnUnansweredResponse_Coalesce()
    {
        SubscribeAll();
        Drain();
        Set(XdsType.Endpoint, _sets[1]!.With(Sample.Resources("a:2"), []));
        Next(answer: false).ShouldBe("Endpoint a=2");
        for (var i = 3; i < 100; i++)
        {
            Set(XdsType.Endpoint, _sets[1]!.With(Sample.Resources($"a:{i}"), []));
            Next().ShouldBeNull();
        }

        _stream[XdsType.Endpoint]!.Ledger.Take(_stream[XdsType.Endpoint]!.Ledger.InFlight!, null);
        Drain().ShouldBe(["Endpoint a=99"]);
    }

    private void SubscribeAll()
    {
        Subscribe(XdsType.Cluster);
        Subscribe(XdsType.Endpoint, "a", "b");
        Subscribe(XdsType.Listener);
        Subscribe(XdsType.Route, "r");
    }

    private void Set(XdsType type, ResourceSet set) => _sets[(int)type] = set;

    private void Subscribe(XdsType type, params string[] names) => Subscribe(type, [], names);

    private void Subscribe(XdsType type, Dictionary<string, string> versions, params string[] names)
    {
        var subscription = new DeltaSubscription(type, XdsTranslator.WildcardTypes.Contains(type), _names);
        subscription.OnRequest(names, [], versions, "", null);
        _stream[type] = subscription;
        if (type == XdsType.Endpoint)
        {
            _stream.EndpointsBegun(subscription);
        }
    }

    private List<string> Drain()
    {
        var sent = new List<string>();
        while (Next() is { } text)
        {
            sent.Add(text);
            sent.Count.ShouldBeLessThan(100);
        }

        return sent;
    }

    private string? Next(bool answer = true)
    {
        if (_stream.Next([.. _sets], _push) is not { } subscription)
        {
            return null;
        }

        var nonce = $"{++_nonce}";
        subscription.Ledger.Send(nonce, "", 0, 0);
        _stream.Sent(subscription, _push);
        if (answer)
        {
            subscription.Ledger.Take(nonce, null);
        }

        return string.Join(' ', [$"{subscription.Type}", .. Sample.Texts(_push.Resources), .. _push.Removed.Select(name => "-" + name)]);
    }
}
