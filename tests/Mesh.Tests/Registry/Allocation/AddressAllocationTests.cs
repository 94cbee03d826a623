using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using static MeshActors.Mesh.Tests.Registry.Allocation.EntryBook;

namespace MeshActors.Mesh.Tests.Registry.Allocation;

/// <summary>Who gets which address.</summary>
public sealed class AddressAllocationTests
{
    [Fact]
    public void Hosts_GetOneOfEachFamily_InOrder_AfterTheNetworksOwn()
    {
        var book = new EntryBook();
        book.Put(Entry("young", 1, "c"));
        book.Put(Entry("old", 2, "a", "b", "a"));
        book.Settle();

        book.Of("old").ShouldBe(["a=240.240.0.1", "a=2001:2::1", "b=240.240.0.2", "b=2001:2::2"]);
        book.Of("young").ShouldBe(["c=240.240.0.3", "c=2001:2::3"]);
    }

    [Theory]
    [InlineData(ServiceEntryResolution.None, "", "", false, "a")]
    [InlineData(ServiceEntryResolution.Static, "", "", true, "a")]
    [InlineData(ServiceEntryResolution.Dns, "1.2.3.4", "", false, "a")]
    [InlineData(ServiceEntryResolution.Dns, "", "False", false, "a")]
    [InlineData(ServiceEntryResolution.Dns, "", "true", true, "a")]
    [InlineData(ServiceEntryResolution.Dns, "", "", false, "*.a")]
    [InlineData(ServiceEntryResolution.DynamicDns, "", "", true, "*.a")]
    public void Entry_IsServed_WhereProxiesCanHonourIt(ServiceEntryResolution resolution, string address, string label, bool isServed, string host)
    {
        var book = new EntryBook();
        var entry = Entry("it", 1, host);
        var labels = new Dictionary<string, string>();
        if (label.Length > 0)
        {
            labels["networking.istio.io/enable-autoallocate-ip"] = label;
        }

        book.Put(entry with
        {
            Meta = entry.Meta with { Labels = labels },
            Spec = entry.Spec with { Resolution = resolution, Addresses = address.Length > 0 ? [address] : [] },
        });
        book.Settle();

        book.Of("it").Count.ShouldBe(isServed ? 2 : 0);
    }

    [Fact]
    public void Status_Stands_AndOnlyNewHostsGetNewAddresses()
    {
        var book = new EntryBook();
        book.Put(Entry("it", 1, "a"));
        book.Hold("it", "a", "240.240.0.9");
        book.Settle().Pending.ShouldBeEmpty();

        book.Change("it", spec => spec with { Hosts = ["b", "a"] });
        book.Settle();
        book.Of("it").ShouldBe(["b=240.240.0.1", "b=2001:2::1", "a=240.240.0.9"]);

        book.Change("it", spec => spec with { Hosts = ["b"] });
        book.Settle();
        book.Of("it").ShouldBe(["b=240.240.0.1", "b=2001:2::1"]);
    }

    [Fact]
    public void EntryThatNeedsNoneAnyMore_LosesThem_AndTheyAreNotGivenAwayAtOnce()
    {
        var book = new EntryBook();
        book.Put(Entry("it", 1, "a"));
        book.Settle();

        book.Change("it", spec => spec with { Addresses = ["1.2.3.4"] });
        book.Settle();
        book.Of("it").ShouldBeEmpty();

        book.Put(Entry("other", 1, "b"));
        book.Settle();
        book.Of("other").ShouldBe(["b=240.240.0.2", "b=2001:2::2"]);
    }

    [Fact]
    public void TwoWithTheSameAddress_TheOlderKeepsIt()
    {
        var book = new EntryBook();
        book.Put(Entry("young", 1, "y", "z"));
        book.Put(Entry("old", 2, "o"));
        book.Change("young", spec => spec with { AllocatedAddresses = [new() { Host = "y", Value = "240.240.0.1" }, new() { Host = "z", Value = "240.240.0.2" }] });
        book.Hold("old", "o", "240.240.0.1", "2001:2::1");

        var lost = book.Settle().Lost.ShouldHaveSingleItem();
        (lost.Entry, lost.Host, lost.Address, lost.Owner).ShouldBe((Reference("young"), "y", "240.240.0.1", Reference("old")));
        book.Of("old").ShouldBe(["o=240.240.0.1", "o=2001:2::1"]);
        book.Of("young").ShouldBe(["y=240.240.0.3", "y=2001:2::2", "z=240.240.0.2"]);
    }

    [Fact]
    public void AddressThatAUserChose_IsTakenFromWhomeverItWasGiven()
    {
        var book = new EntryBook();
        book.Put(Entry("old", 2, "o"));
        book.Settle();
        book.Put(Entry("young", 1, "y"));
        book.Change("young", spec => spec with { Addresses = ["240.240.0.1"] });
        book.Settle();

        book.Of("old").ShouldBe(["o=240.240.0.2", "o=2001:2::2"]);
        book.Of("young").ShouldBeEmpty();
    }

    [Fact]
    public void EntryOfAnotherControlPlane_IsLeftAlone_WithWhatItHas()
    {
        var book = new EntryBook();
        book.Put(Entry("theirs", 1, "t"), isOurs: false);
        book.Change("theirs", spec => spec);
        book.Put(book["theirs"] with { Spec = book["theirs"].Spec with { AllocatedAddresses = [new() { Host = "t", Value = "240.240.0.1" }] } }, isOurs: false);
        book.Put(Entry("bare", 1, "b"), isOurs: false);
        book.Put(Entry("ours", 1, "o"));
        book.Settle().Pending.ShouldBe([Reference("ours")]);

        book.Of("ours").ShouldContain("o=240.240.0.2");
    }

    [Fact]
    public void ExhaustedRange_IsNamedOnce_AndServesAgainWhatIsGivenBack()
    {
        var book = new EntryBook("10.0.0.0/30", "2001:2::/128");
        book.Put(Entry("one", 3, "a", "b", "c"));
        book.Put(Entry("two", 2, "d"));
        var unserved = book.Settle().Unserved;

        book.Of("one").ShouldBe(["a=10.0.0.1", "b=10.0.0.2", "c=10.0.0.3"]);
        book.Of("two").ShouldBeEmpty();
        unserved.Where(host => host.Entry == Reference("two")).Select(host => (host.Host, host.Range.ToString())).ShouldBe([("d", "10.0.0.0/30"), ("d", "2001:2::/128")]);
        book.Change("two", spec => spec with { ExportTo = ["."] });
        book.Settle().Unserved.ShouldBeEmpty();

        book.Delete("one");
        book.Settle();
        book.Of("two").ShouldBe(["d=10.0.0.1"]);
    }

    [Fact]
    public void DecisionThatIsNotWrittenYet_StandsThroughChanges()
    {
        var book = new EntryBook();
        book.Put(Entry("it", 1, "a"));
        book.Allocation.Settle();
        book.Put(Entry("other", 2, "o"));
        book.Change("it", spec => spec with { Hosts = ["a", "b"] });
        book.Settle();

        book.Of("it").ShouldBe(["a=240.240.0.1", "a=2001:2::1", "b=240.240.0.3", "b=2001:2::3"]);
        book.Allocation.DecisionFor(Reference("it")).ShouldBeNull();
    }

    [Fact]
    public void NewObjectOfTheSameName_InheritsNothing()
    {
        var book = new EntryBook();
        book.Put(Entry("it", 1, "a"));
        book.Settle();
        var again = Entry("it", 0, "a");
        book.Put(again with { Meta = again.Meta with { Uid = "another" } });
        book.Settle();

        book.Of("it").ShouldBe(["a=240.240.0.2", "a=2001:2::2"]);
    }

    [Fact]
    public void OneNewEntryAmongMany_IsAllThatIsPending()
    {
        var book = new EntryBook();
        for (var i = 0; i < 10_000; i++)
        {
            book.Put(Entry($"entry-{i}", i, $"host-{i}"));
        }

        book.Settle();
        book.Put(Entry("new", 0, "n"));
        book.Settle().Pending.ShouldBe([Reference("new")]);
        book.Of("new").ShouldBe(["n=240.240.39.17", "n=2001:2::2711"]);
    }

    [Theory]
    [InlineData("240.240.0.0", false)]
    [InlineData("240.240.0.0/33", false)]
    [InlineData("240.240/16", false)]
    [InlineData("2001:2::/129", false)]
    [InlineData("2001:2::/-1", false)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("::/0", true)]
    public void Range_IsReadAsWritten(string text, bool isRange)
    {
        MeshActors.Mesh.Registry.Entries.Allocation.AddressRange.TryParse(text, out var range).ShouldBe(isRange);
        if (isRange)
        {
            range.ToString().ShouldBe(text);
        }
    }
}
