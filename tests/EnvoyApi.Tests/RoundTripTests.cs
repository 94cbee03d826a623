using System.Collections.Concurrent;
using System.Text.Json;
using Google.Protobuf.Reflection;
using MeshActors.Testing;
using Xunit.Abstractions;

namespace MeshActors.EnvoyApi.Tests;

public class RoundTripTests(ITestOutputHelper output)
{
    [SharedDataFact("conformance/xds")]
    public void Parse_EveryRecordedResource_PrintsTheSameValueAgain() => CheckAll("conformance/xds");

    [SharedDataFact("conformance/ambient")]
    public void Parse_EveryRecordedWaypointResource_PrintsTheSameValueAgain() => CheckAll("conformance/ambient");

    private void CheckAll(string area)
    {
        var folder = SharedData.Find(area)!;
        var failures = new ConcurrentQueue<string>();
        var count = 0;
        Parallel.ForEach(RecordedResources.Distinct(folder), resource =>
        {
            Interlocked.Increment(ref count);
            if (Difference(resource.Type, resource.Json) is { } difference)
            {
                failures.Enqueue($"{resource.Origin}: {difference}");
            }
        });

        output.WriteLine($"{count} distinct resources");
        count.ShouldBeGreaterThan(0);
        failures.Take(20).ShouldBeEmpty();
    }

    private static string? Difference(MessageDescriptor type, string json)
    {
        try
        {
            var message = EnvoyJson.Parse(json, type);
            var printed = EnvoyJson.Print(message);
            using var expected = JsonDocument.Parse(json);
            using var got = JsonDocument.Parse(printed);
            if (!JsonElement.DeepEquals(expected.RootElement, got.RootElement))
            {
                return $"read {json}, printed {printed}";
            }

            return EnvoyJson.Parse(printed, type).Equals(message) ? null : $"does not equal itself after printing: {json}";
        }
        catch (InvalidProtoJsonException e)
        {
            return e.Message;
        }
    }
}
