using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Grpc;
using MeshActors.Grpc.Framing;

namespace MeshActors.Microbenchmarks.Grpc;

/// <summary>What framing one message costs: encoded segments that are shared, against a message that is encoded each time.</summary>
[MemoryDiagnoser]
public class MessageWriteBenchmarks
{
    private readonly MessageWriter _writer = new(new DiscardingPipeWriter(), null);
    private readonly EncodedMessageBuilder _builder = new();
    private readonly Marshaller<ListValue> _marshaller = Marshallers.Protobuf(ListValue.Parser);
    private readonly ListValue _list = new();
    private ReadOnlyMemory<byte>[] _resources = [];
    private EncodedMessage _whole;

    /// <summary>Resources in a message, 500 bytes each.</summary>
    [Params(1, 20, 200)]
    public int Resources { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        for (var i = 0; i < Resources; i++)
        {
            _list.Values.Add(Value.ForString(new string((char)('a' + (i % 26)), 500)));
        }

        _resources = [.. _list.Values.Select(value => new ReadOnlyMemory<byte>(value.ToByteArray()))];
        _whole = new EncodedMessage(_list.ToByteArray());
    }

    [Benchmark(Baseline = true)]
    public ValueTask Encode() => _writer.WriteAsync(_marshaller, _list, CancellationToken.None);

    [Benchmark]
    public ValueTask OneSegment() => _writer.WriteAsync(_whole, CancellationToken.None);

    [Benchmark]
    public ValueTask ComposeSegments()
    {
        _builder.Clear();
        foreach (var resource in _resources)
        {
            _builder.AppendVarint((1 << 3) | 2).AppendVarint((uint)resource.Length).Append(resource);
        }

        return _writer.WriteAsync(_builder.Build(), CancellationToken.None);
    }
}
