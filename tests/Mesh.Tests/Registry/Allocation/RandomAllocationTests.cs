using System.Globalization;
using MeshActors.Mesh.Networking;

namespace MeshActors.Mesh.Tests.Registry.Allocation;

/// <summary>Entries come, change and go, others write to their statuses, replicas take over: addresses stay unique, and stay.</summary>
public sealed class RandomAllocationTests
{
    private const int Steps = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Addresses_StayUnique_AndChangeOnlyForAReason(int seed)
    {
        var random = new Random(seed);
        var book = new EntryBook("10.0.0.0/23", "fd00::/119");
        for (var step = 0; step < Steps; step++)
        {
            var before = book.Entries.ToDictionary(entry => entry.Meta.Name, entry => book.Of(entry.Meta.Name));
            var changed = Change(book, random);
            var claimed = book.Entries.Where(entry => entry.Meta.Name == changed)
                .SelectMany(entry => entry.Spec.Addresses.Concat(entry.Spec.AllocatedAddresses.Select(allocated => allocated.Value)))
                .ToHashSet();
            book.Settle();

            ShouldBeWhole(book);
            foreach (var (name, had) in before.Where(pair => pair.Key != changed))
            {
                // A host whose addresses nobody else claims keeps them.
                foreach (var host in had.GroupBy(grant => grant.Split('=')[0]).Where(host => !host.Any(grant => claimed.Contains(grant.Split('=')[1]))))
                {
                    book.Of(name).ShouldBe(book.Of(name).Union(host), $"step {step}: {name} lost some of {string.Join(", ", host)}");
                }
            }

            if (random.Next(10) == 0)
            {
                book.Restart(random).ShouldBeEmpty($"step {step}: what is settled is no news in any order");
            }
        }
    }

    [Fact]
    public void OrderOfArrival_DoesNotMatter()
    {
        var random = new Random(7);
        var entries = Enumerable.Range(0, 50).Select(i => EntryBook.Entry($"e{i}", random.Next(5), $"a{i}", $"b{i}")).ToArray();
        HashSet<string> outcomes = [];
        for (var run = 0; run < 5; run++)
        {
            random.Shuffle(entries);
            var book = new EntryBook();
            Array.ForEach(entries, entry => book.Put(entry));
            book.Settle();
            outcomes.Add(string.Join(";", book.Entries.SelectMany(entry => book.Of(entry.Meta.Name))));
        }

        outcomes.Count.ShouldBe(1);
    }

    /// <returns>the entry that was changed</returns>
    private static string Change(EntryBook book, Random random)
    {
        var name = $"e{random.Next(40)}";
        if (book.Entries.All(entry => entry.Meta.Name != name))
        {
            book.Put(EntryBook.Entry(name, random.Next(20), Hosts(random)));
            return name;
        }

        switch (random.Next(6))
        {
            case 0:
                book.Delete(name);
                break;
            case 1:
                book.Change(name, spec => spec with { Hosts = Hosts(random) });
                break;
            case 2:
                book.Change(name, spec => spec with { Resolution = (ServiceEntryResolution)random.Next(5) });
                break;
            case 3:
                book.Change(name, spec => spec with { Addresses = random.Next(2) == 0 ? [] : [Address(random)] });
                break;
            case 4:
                book.Hold(name, book[name].Spec.Hosts[0], Address(random));
                break;
            default:
                var entry = book[name];
                var labels = new Dictionary<string, string> { ["networking.istio.io/enable-autoallocate-ip"] = random.Next(2) == 0 ? "true" : "false" };
                book.Put(entry with { Meta = entry.Meta with { Labels = labels } });
                break;
        }

        return name;
    }

    private static string[] Hosts(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (random.Next(6) == 0 ? "*." : "") + random.Next(10).ToString(CultureInfo.InvariantCulture))];

    private static string Address(Random random) => $"10.0.0.{random.Next(1, 200)}";

    private static void ShouldBeWhole(EntryBook book)
    {
        var owners = new Dictionary<string, string>();
        foreach (var entry in book.Entries)
        {
            var hosts = entry.Spec.Hosts.Where(host => !host.StartsWith('*') || entry.Spec.Resolution == ServiceEntryResolution.DynamicDns).Distinct();
            var isServed = entry.Spec.Resolution != ServiceEntryResolution.None && entry.Spec.Addresses.Count == 0
                && entry.Meta.Labels.GetValueOrDefault("networking.istio.io/enable-autoallocate-ip") != "false";
            entry.Spec.AllocatedAddresses.Select(allocated => allocated.Host).Distinct().ShouldBe(isServed ? hosts : []);
            foreach (var address in entry.Spec.AllocatedAddresses.Select(allocated => allocated.Value).Distinct())
            {
                owners.TryAdd(address, entry.Meta.Name).ShouldBeTrue($"{address} is {entry.Meta.Name}'s and {owners[address]}'s");
            }
        }

        foreach (var address in book.Entries.SelectMany(entry => entry.Spec.Addresses))
        {
            owners.ShouldNotContainKey(address);
        }
    }
}
