using System.Diagnostics.Metrics;
using MeshActors.Host.Metrics;

namespace MeshActors.Host.Tests.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly MetricStore _store = new();
    private readonly Meter _meter = new($"MeshActors.Tests.{Guid.NewGuid():N}");

    [Fact]
    public void Write_CounterWithLabels_SumsByLabelSet()
    {
        var counter = _meter.CreateCounter<long>("test_pushes_total", description: "Pushes.");
        counter.Add(2, new KeyValuePair<string, object?>("type", "cds"));
        counter.Add(3, new KeyValuePair<string, object?>("type", "cds"));
        counter.Add(1, new KeyValuePair<string, object?>("type", "e\"d\ns"));

        Text("test_pushes_total").ShouldBe(
            """
            # HELP test_pushes_total Pushes.
            # TYPE test_pushes_total counter
            test_pushes_total{type="cds"} 5
            test_pushes_total{type="e\"d\ns"} 1

            """);
    }

    [Fact]
    public void Write_TagsInTurn_CountEachForItself()
    {
        var counter = _meter.CreateCounter<long>("test_turns_total");
        object value = "cds";
        for (var round = 0; round < 3; round++)
        {
            counter.Add(1);
            counter.Add(2, new KeyValuePair<string, object?>("type", value));
            counter.Add(4, new KeyValuePair<string, object?>("kind", value));
            counter.Add(8, new KeyValuePair<string, object?>("type", value), new KeyValuePair<string, object?>("kind", value));
        }

        Text("test_turns_total").ShouldBe(
            """
            # HELP test_turns_total 
            # TYPE test_turns_total counter
            test_turns_total 3
            test_turns_total{kind="cds"} 12
            test_turns_total{type="cds"} 6
            test_turns_total{type="cds",kind="cds"} 24

            """);
    }

    [Fact]
    public void Write_Histogram_AccumulatesBuckets()
    {
        var histogram = _meter.CreateHistogram<double>("test_time", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        histogram.Record(0.1);
        histogram.Record(0.5);
        histogram.Record(7);

        Text("test_time").ShouldBe(
            """
            # HELP test_time 
            # TYPE test_time histogram
            test_time_bucket{le="0.1"} 1
            test_time_bucket{le="1"} 2
            test_time_bucket{le="+Inf"} 3
            test_time_sum 7.6
            test_time_count 3

            """);
    }

    [Fact]
    public void Collect_GaugeThatStoppedReportingALabel_ForgetsIt()
    {
        var connected = new Dictionary<string, int> { ["1.30"] = 4, ["1.31"] = 2 };
        _meter.CreateObservableGauge(
            "test_proxies",
            () => connected.Select(pair => new Measurement<int>(pair.Value, new KeyValuePair<string, object?>("version", pair.Key))));
        Text("test_proxies").ShouldContain("version=\"1.30\"");

        connected.Remove("1.30");

        Text("test_proxies").ShouldNotContain("version=\"1.30\"");
        Text("test_proxies").ShouldContain("test_proxies{version=\"1.31\"} 2");
    }

    public void Dispose()
    {
        _meter.Dispose();
        _store.Dispose();
    }

    private string Text(string name) => PrometheusText.Write(_store.Collect().Where(family => family.Name == name));
}
